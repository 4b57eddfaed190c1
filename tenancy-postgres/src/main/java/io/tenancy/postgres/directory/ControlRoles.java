package io.tenancy.postgres.directory;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import java.util.List;

/**
 * Who may do what in the control schema. Immutable.
 *
 * @param reader sees the tenants, and the versions of their schemas, and changes nothing: the login of the directory
 * @param registrar sees and changes them, and deletes none: the login of the registry
 */
public record ControlRoles(Identifier reader, Identifier registrar) {

    private static final String TABLE = "tenancy.tenant";

    /** @throws IllegalArgumentException if one role stands for both: whoever reads could write */
    public ControlRoles {
        if (reader.equals(registrar)) {
            throw new IllegalArgumentException("Roles of the control schema refused: expected two different roles,"
                    + " found '" + reader + "' for both.");
        }
    }

    /** @throws IllegalArgumentException if a name breaks the rule of {@link Identifier} or stands for both roles */
    public static ControlRoles of(String reader, String registrar) {
        return new ControlRoles(Identifier.of(reader), Identifier.of(registrar));
    }

    /** Takes every right in the control schema away from both roles and from the public, then grants what is due. */
    Ddl ddl() {
        String both = reader.quoted() + ", " + registrar.quoted();
        String everybody = "public, " + both;
        return Ddl.section(
                        "Nobody may do anything in the control schema",
                        List.of(
                                "revoke all on schema tenancy from " + everybody,
                                "revoke all on all tables in schema tenancy from " + everybody,
                                "revoke all on all sequences in schema tenancy from " + everybody,
                                "revoke execute on function tenancy.change_tenant(), tenancy.announce_tenant(),"
                                        + " tenancy.announce_schema_version() from " + everybody))
                .then(Ddl.section(
                        "The directory reads, the registry writes",
                        List.of(
                                "grant usage on schema tenancy to " + both,
                                "grant select on " + TABLE + " to " + both,
                                "grant select (server, schema, version_to, version_goal) on tenancy.migration_target to "
                                        + reader.quoted(),
                                "grant insert (id, status, placement, server, schema, epoch, attributes) on " + TABLE
                                        + " to " + registrar.quoted(),
                                "grant update (status, placement, server, schema, attributes) on " + TABLE + " to "
                                        + registrar.quoted())));
    }
}
