package io.tenancy.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.SchemaName;
import org.junit.jupiter.api.Test;

class TenantSchemaTests {

    private static final Roles ROLES = Roles.of("owner", "app", "operator");
    private static final SchemaName ACME = SchemaName.of("t_acme");

    @Test
    void namesTheRoleByDatabaseAndSchema() {
        var role = SchemaRole.of("shop", ACME);

        assertThat(role.toString()).isEqualTo("t_acme_69ee7af6b88a8bc8");
        assertThat(role).isNotEqualTo(SchemaRole.of("shop2", ACME));
        assertThat(role).isNotEqualTo(SchemaRole.of("shop", SchemaName.of("t_acme2")));
        assertThat(SchemaRole.of("shop", SchemaName.of("t".repeat(63))).toString())
                .hasSize(63);
    }

    @Test
    void printsCreation() {
        assertThat(schema(18).creation().script())
                .isEqualTo(
                        """
                        -- schema t_acme and its role
                        create role "r" nologin;
                        comment on role "r" is 'Tenancy: alone may use schema t_acme';
                        grant "r" to "app" with inherit false, set true;
                        create schema "t_acme" authorization "owner";

                        -- access to schema t_acme
                        revoke all on schema "t_acme" from public, "app";
                        grant usage on schema "t_acme" to "r", "operator";
                        alter default privileges for role "owner" in schema "t_acme" grant select, insert, update, delete on tables to "r";
                        alter default privileges for role "owner" in schema "t_acme" grant usage on sequences to "r";
                        alter default privileges for role "owner" in schema "t_acme" grant select on tables to "operator";
                        """);
    }

    @Test
    void printsRemoval() {
        assertThat(schema(18).removal().script())
                .isEqualTo(
                        """
                        -- removal of schema t_acme and its role
                        drop schema "t_acme" cascade;
                        grant "r" to current_user with inherit true;
                        drop owned by "r";
                        drop role "r";
                        """);
    }

    @Test
    void grantsWithoutOptionsOnPostgres15() {
        assertThat(schema(15).creation().script()).contains("grant \"r\" to \"app\";");
        assertThat(schema(15).removal().script()).contains("grant \"r\" to current_user;");
    }

    @Test
    void refusesPostgres14() {
        assertThatIllegalArgumentException().isThrownBy(() -> schema(14)).withMessageContaining("PostgreSQL 14");
    }

    @Test
    void refusesOneNameForTwoRoles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roles.of("shop", "shop", "operator"))
                .withMessageContaining("three different roles");
    }

    private static TenantSchema schema(int serverMajor) {
        return new TenantSchema(ACME, new SchemaRole(Identifier.of("r")), ROLES, serverMajor);
    }
}
