package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be done with tables and sequences: the user (the application, or the role of a schema) reads and writes rows,
 * the operator reads; in a log nobody changes rows. Everything else is taken away, above all TRUNCATE, which asks no policy, and REFERENCES and
 * TRIGGER, which look past one.
 */
record Grants(Identifier user, Roles roles) {

    /** Rights on one table. A partition is reached through its parent alone. */
    List<String> on(TenantTable table) {
        var statements = new ArrayList<String>();
        statements.add("revoke all on table " + table.quoted() + " from public, " + everybody());
        if (!table.isPartition()) {
            String grant = table.kind() == TenantTable.Kind.LOG
                    ? "grant select, insert on table "
                    : "grant select, insert, update, delete on table ";
            statements.add(grant + table.quoted() + " to " + user.quoted());
            statements.add("grant select on table " + table.quoted() + " to "
                    + roles.operator().quoted());
        }
        return statements;
    }

    /**
     * PostgreSQL lets everybody make temporary tables, which outlive the transaction and stand before all others in the
     * search path. Only the owner of the database may take that away, so it is tried only where it is still given.
     */
    static Ddl withoutTemporaryTables() {
        return Ddl.section(
                "temporary tables",
                List.of(
                        """
                        do $$ begin
                          if exists (select from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
                                      where d.datname = current_database()
                                        and acl.grantee = 0 and acl.privilege_type = 'TEMPORARY') then
                            execute format('revoke temporary on database %I from public', current_database());
                          end if;
                        end $$"""));
    }

    /** Rights on a schema as far as its tables need them. */
    Ddl onSchema(Identifier schema) {
        return Ddl.section(
                "access to schema " + schema,
                List.of(
                        "revoke create on schema " + schema.quoted() + " from public, " + everybody(),
                        "grant usage on schema " + schema.quoted() + " to " + user.quoted() + ", "
                                + roles.operator().quoted()));
    }

    /** Sequences give numbers and are not set back. */
    Ddl onSequences(Identifier schema) {
        return Ddl.section(
                "sequences of schema " + schema,
                List.of("grant usage on all sequences in schema " + schema.quoted() + " to " + user.quoted()));
    }

    private String everybody() {
        return Stream.of(user, roles.app(), roles.operator())
                .distinct()
                .map(Identifier::quoted)
                .collect(Collectors.joining(", "));
    }

    static List<Identifier> schemasOf(List<TenantTable> tables) {
        return tables.stream().map(table -> table.name().schema()).distinct().toList();
    }
}
