package io.tenancy.benchmarks.wall;

import java.util.Locale;

/** What is asked of the items. Each condition has an index; only that of equality has leakproof operators. */
enum Question {
    EQ("status = ?") {
        @Override
        String value(Items items, int round) {
            return "open";
        }
    },
    JSONB("doc @> cast(? as jsonb)") {
        @Override
        String value(Items items, int round) {
            return "{\"sku\": \"s" + items.id(round) + "\"}";
        }
    },
    LOWER("lower(name) = ?") {
        @Override
        String value(Items items, int round) {
            return items.name(round).toLowerCase(Locale.ROOT);
        }
    },
    LIKE("name like ?") {
        @Override
        String value(Items items, int round) {
            return "A%";
        }
    };

    private static final String SELECT = "select count(*), sum(amount) from item where ";

    private final String condition;

    Question(String condition) {
        this.condition = condition;
    }

    /** What the condition compares with in that round. */
    abstract String value(Items items, int round);

    String sql() {
        return SELECT + condition;
    }

    /** With the tenant as the last parameter. */
    String sqlForTenant() {
        return sql() + " and tenant_id = ?";
    }

    String figure() {
        return name().toLowerCase(Locale.ROOT) + "_ratio";
    }
}
