package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.postgres.schema.Literal;
import io.tenancy.postgres.schema.QualifiedName;

/**
 * A target's history is its owner's alone. A schema's default privileges hand every new table to the tenant, this one too,
 * and it has no tenant column.
 */
record ClosedHistory(MigrationTarget target, String table) {

    private static final String REVOKE =
            """
            do $closed$
            declare grantee text;
            begin
              for grantee in
                select distinct case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end
                  from pg_class c, aclexplode(c.relacl) a
                 where c.oid = %1$s::regclass and a.grantee <> c.relowner
              loop
                execute 'revoke all on table ' || %1$s || ' from ' || grantee;
              end loop;
            end $closed$;
            """;

    /** One statement; nothing happens where nobody else has a right. */
    String statement() {
        String history = QualifiedName.of(target.schema().value(), table).quoted();
        return REVOKE.formatted(new Literal(history).quoted());
    }
}
