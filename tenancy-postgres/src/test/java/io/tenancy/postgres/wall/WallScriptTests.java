package io.tenancy.postgres.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.postgres.schema.TenantSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallScriptTests {

    private static final Roles ROLES = Roles.of("owner", "app", "operator");
    private static final TenantId ACME = TenantId.of("acme");
    private static final TenantColumn TENANT = TenantColumn.text("tenant_id");
    private static final TenantSchema SCHEMA =
            new TenantSchema(SchemaName.of("t_acme"), new SchemaRole(Identifier.of("r")), ROLES, 18);

    @Test
    void rowWallOfATableWithoutAnIndexForTheTenant() {
        var wall = RowWall.over(List.of(TenantTable.of("data", "post", TENANT)), ROLES);

        assertThat(wall.ddl().script())
                .isEqualTo(
                        """
                        -- temporary tables
                        do $$ begin
                          if exists (select from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
                                      where d.datname = current_database()
                                        and acl.grantee = 0 and acl.privilege_type = 'TEMPORARY') then
                            execute format('revoke temporary on database %I from public', current_database());
                          end if;
                        end $$;

                        -- access to schema data
                        revoke create on schema "data" from public, "app", "operator";
                        grant usage on schema "data" to "app", "operator";

                        -- row wall of data.post
                        alter table "data"."post" alter column "tenant_id" set default nullif(current_setting('tenancy.tenant_id', true), '');
                        alter table "data"."post" alter column "tenant_id" set not null;
                        create index if not exists "post_tenancy_b78e19d0e0c9e6c1" on "data"."post" ("tenant_id");
                        alter table "data"."post" enable row level security;
                        alter table "data"."post" force row level security;
                        drop policy if exists "tenancy_app" on "data"."post";
                        create policy "tenancy_app" on "data"."post" as permissive for all to "app" using ("tenant_id" = (select nullif(current_setting('tenancy.tenant_id', true), ''))) with check ("tenant_id" = (select nullif(current_setting('tenancy.tenant_id', true), '')));
                        drop policy if exists "tenancy_owner" on "data"."post";
                        create policy "tenancy_owner" on "data"."post" as permissive for all to "owner" using (true) with check (true);
                        drop policy if exists "tenancy_operator" on "data"."post";
                        create policy "tenancy_operator" on "data"."post" as permissive for select to "operator" using (true);
                        revoke all on table "data"."post" from public, "app", "operator";
                        grant select, insert, update, delete on table "data"."post" to "app";
                        grant select on table "data"."post" to "operator";

                        -- sequences of schema data
                        grant usage on all sequences in schema "data" to "app";
                        """);
    }

    @Test
    void rowWallOfAPartitionTakesColumnsAndIndexFromTheParent() {
        var partition = new TenantTable(
                QualifiedName.of("data", "visit_1"), TenantColumn.uuid("org"), TenantTable.Kind.PARTITION, false);
        var wall = RowWall.over(List.of(partition), ROLES).withSetting(new TenantSetting("hibernate.tenant_id"));

        assertThat(wall.ddl().script())
                .contains(
                        """
                        -- row wall of data.visit_1
                        alter table "data"."visit_1" enable row level security;
                        alter table "data"."visit_1" force row level security;
                        drop policy if exists "tenancy_app" on "data"."visit_1";
                        create policy "tenancy_app" on "data"."visit_1" as permissive for all to "app" using ("org" = (select nullif(current_setting('hibernate.tenant_id', true), '')::uuid)) with check ("org" = (select nullif(current_setting('hibernate.tenant_id', true), '')::uuid));
                        """)
                .contains("revoke all on table \"data\".\"visit_1\" from public, \"app\", \"operator\";\n\n");
    }

    @Test
    void schemaWall() {
        var wall = SchemaWall.over(List.of(TenantTable.of("t_acme", "post", TENANT)), SCHEMA, ACME);

        assertThat(wall.ddl().script())
                .isEqualTo(
                        Grants.withoutTemporaryTables().then(SCHEMA.access()).script()
                                + """

                        -- schema wall of t_acme.post
                        alter table "t_acme"."post" alter column "tenant_id" set default nullif(current_setting('tenancy.tenant_id', true), '');
                        alter table "t_acme"."post" alter column "tenant_id" set not null;
                        alter table "t_acme"."post" drop constraint if exists "tenancy_tenant";
                        alter table "t_acme"."post" add constraint "tenancy_tenant" check ("tenant_id" = 'acme');
                        revoke all on table "t_acme"."post" from public, "r", "app", "operator";
                        grant select, insert, update, delete on table "t_acme"."post" to "r";
                        grant select on table "t_acme"."post" to "operator";

                        -- sequences of schema t_acme
                        grant usage on all sequences in schema "t_acme" to "r";
                        """);
    }

    @Test
    void databaseWall() {
        var tables = List.of(TenantTable.of("data", "post", TenantColumn.bigint("tenant_id")));

        assertThat(DatabaseWall.over(tables, "shop", TenantId.of("42"), ROLES)
                        .ddl()
                        .script())
                .isEqualTo(
                        """
                        -- database shop
                        revoke all on database "shop" from public, "app";
                        grant connect on database "shop" to "owner", "app", "operator";

                        -- access to schema data
                        revoke create on schema "data" from public, "app", "operator";
                        grant usage on schema "data" to "app", "operator";

                        -- database wall of data.post
                        alter table "data"."post" alter column "tenant_id" set default nullif(current_setting('tenancy.tenant_id', true), '')::bigint;
                        alter table "data"."post" alter column "tenant_id" set not null;
                        alter table "data"."post" drop constraint if exists "tenancy_tenant";
                        alter table "data"."post" add constraint "tenancy_tenant" check ("tenant_id" = '42'::bigint);
                        revoke all on table "data"."post" from public, "app", "operator";
                        grant select, insert, update, delete on table "data"."post" to "app";
                        grant select on table "data"."post" to "operator";

                        -- sequences of schema data
                        grant usage on all sequences in schema "data" to "app";
                        """);
    }

    @Test
    void refusesAnIdThatDoesNotFitBeforeAnySql() {
        var tables = List.of(TenantTable.of("t_acme", "post", TenantColumn.uuid("tenant_id")));

        assertThatExceptionOfType(UnfitTenantIdException.class).isThrownBy(() -> SchemaWall.over(tables, SCHEMA, ACME));
        assertThatExceptionOfType(UnfitTenantIdException.class)
                .isThrownBy(() -> DatabaseWall.over(tables, "shop", ACME, ROLES));
    }

    @Test
    void refusesATableOfAnotherSchema() {
        var tables = List.of(TenantTable.of("t_globex", "post", TENANT));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SchemaWall.over(tables, SCHEMA, ACME))
                .withMessageContaining("t_globex.post");
    }

    @Test
    void quotesHostileNames() {
        var table = TenantTable.of("data", "x\" to public; --", TENANT);

        assertThat(RowWall.over(List.of(table), ROLES).ddl().script())
                .contains("alter table \"data\".\"x\"\" to public; --\" force row level security;");
    }
}
