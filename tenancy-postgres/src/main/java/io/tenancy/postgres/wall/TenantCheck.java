package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables that hold rows of one tenant only, each with a check that says so: a transaction that is bound to one tenant
 * and routed to another's tables cannot write.
 */
record TenantCheck(TenantId tenant, TenantSetting setting) {

    private static final Identifier NAME = Identifier.of("tenancy_tenant");

    /** Default and check of one table; a partition has them from its parent. */
    List<String> on(TenantTable table) {
        if (table.isPartition()) {
            return List.of();
        }
        String alter = "alter table " + table.quoted();
        var statements = new ArrayList<>(table.stamp(setting));
        statements.add(alter + " drop constraint if exists " + NAME.quoted());
        statements.add(alter + " add constraint " + NAME.quoted() + " check ("
                + table.column().is(tenant) + ")");
        return statements;
    }
}
