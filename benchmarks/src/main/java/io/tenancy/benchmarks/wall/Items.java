package io.tenancy.benchmarks.wall;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Items dealt out to tenants in turn, so that a tenant's rows lie far apart, as those of many customers do.
 *
 * @param rows in all
 * @param tenants who share them, each called by the prefix and a number from 0
 * @param leading column that leads each index, with a comma behind; empty where one tenant has the table for itself
 */
record Items(int rows, int tenants, String prefix, String leading) {

    /** Indexed equality through the policy must use it. */
    static final String STATUS_INDEX = "item_status";

    static Items shared(int rows, int tenants) {
        return new Items(rows, tenants, "t", "tenant_id, ");
    }

    static Items of(String tenant, int rows) {
        return new Items(rows, 1, tenant, "");
    }

    Items {
        if (rows < 100L * tenants) {
            throw new IllegalArgumentException(
                    rows + " rows for " + tenants + " tenants refused: expected at least 100 for each.");
        }
    }

    String tables() {
        return """
                create table item (
                  tenant_id text not null, id bigint, name text not null, status text not null, amount int not null,
                  doc jsonb not null);
                insert into item
                select '%1$s' || i %% %2$d, i, chr(65 + i / %2$d %% 26) || '-' || i,
                       (array['open', 'paid', 'sent', 'void'])[1 + i / %2$d %% 4], i %% 1000,
                       jsonb_build_object('sku', 's' || i, 'colour', 'c' || i / %2$d %% 10, 'note', repeat('x', 40))
                  from generate_series(0, %3$d - 1) i;
                alter table item add primary key (tenant_id, id);
                create index %4$s on item (%5$sstatus);
                create index item_lower on item (%5$slower(name));
                create index item_name on item (%5$sname text_pattern_ops);
                create index item_doc on item using gin (doc jsonb_path_ops);
                """
                .formatted(prefix, tenants, rows, STATUS_INDEX, leading);
    }

    List<String> tenantIds() {
        return IntStream.range(0, tenants).mapToObj(i -> prefix + i).toList();
    }

    /** Whose turn it is. */
    String tenant(int round) {
        return prefix + number(round);
    }

    /** The name of some item of that tenant. */
    String name(int round) {
        int turn = turn(round);
        return String.format(Locale.ROOT, "%c-%d", 'A' + turn % 26, id(round));
    }

    /** The number of that item. */
    int id(int round) {
        return number(round) + tenants * turn(round);
    }

    private int number(int round) {
        return round * 13 % tenants;
    }

    private int turn(int round) {
        return round % (rows / tenants);
    }
}
