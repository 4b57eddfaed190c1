package io.tenancy.testkit.probe.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WitnessTests {

    private static final String TABLES =
            """
            create schema shop; create schema "Other Shop";
            set search_path = shop;
            create table item (
                id int generated always as identity primary key,
                tenant_id text not null,
                name text not null check (name <> ''),
                upper_name text generated always as (upper(name)) stored
            );
            create table part (item_id int references item on delete cascade, name text);
            create table note (tenant_id text, text text);
            create table log (happened text);
            create function logged() returns trigger language plpgsql as $$
                begin insert into shop.log values (tg_op); return null; end $$;
            create trigger logged after insert or delete on item for each row execute function logged();
            insert into item (tenant_id, name) values ('acme', 'anvil'), ('globex', 'globe');
            insert into part values (1, 'base'), (2, 'stand');
            insert into note values ('globex', 'not mapped');
            create table "Other Shop".item (tenant_id text, name text);
            insert into "Other Shop".item values ('globex', 'atlas');
            """;

    private static final List<Ownership> MAPPED = List.of(
            new Ownership("item", List.of("id"), "item", List.of("id"), "tenant_id"),
            new Ownership("part", List.of("item_id"), "item", List.of("id"), "tenant_id"));

    private TestDatabase database;
    private Place shop;

    @BeforeEach
    void create() throws Exception {
        database = TestServer.shared().createDatabase();
        database.execute(database.owner(), TABLES);
        shop = Place.open(database::connectAsSuperuser, "shop");
    }

    @AfterEach
    void close() throws SQLException {
        shop.close();
        database.close();
    }

    @Test
    void seesAnUpdateThatChangesNothing() throws SQLException {
        assertThat(damageOf("update item set name = name where tenant_id = 'globex'"))
                .containsExactly("shop.item");
    }

    @Test
    void seesADeleteByCascade() throws SQLException {
        assertThat(damageOf("delete from item where id = 2")).containsExactly("shop.item", "shop.part");
    }

    @Test
    void seesARowThatTellsItsTenantOnlyByItsParent() throws SQLException {
        assertThat(damageOf("insert into part values (2, 'lamp')")).containsExactly("shop.part");
    }

    @Test
    void seesATableThatIsNotMapped() throws SQLException {
        assertThat(damageOf("delete from note")).containsExactly("shop.note");
    }

    @Test
    void seesAnOwnRowThatIsGivenAway() throws SQLException {
        // Its part comes to hang on a foreign row with it, but is not touched itself.
        assertThat(damageOf("update item set tenant_id = 'globex' where id = 1"))
                .containsExactly("shop.item");
    }

    @Test
    void ownRowsAreTheTenantsOwnBusiness() throws SQLException {
        var witness = new Witness("acme", shop, shop, MAPPED);
        var before = witness.testify();
        run("update item set name = 'Anvil' where id = 1; delete from part where item_id = 1");
        var after = witness.testify();
        assertThat(witness.damage(before, after)).isEmpty();
        assertThat(witness.ownRowsChanged(before, after)).isTrue();
    }

    @Test
    void allRowsOfAnotherSchemaAreForeign() throws Exception {
        try (var other = Place.open(database::connectAsSuperuser, "Other Shop")) {
            var witness = new Witness("acme", shop, other, MAPPED);
            var before = witness.testify();
            run("insert into \"Other Shop\".item values ('acme', 'astray')");
            assertThat(witness.damage(before, witness.testify())).containsExactly("\"Other Shop\".item");
        }
    }

    @Test
    void allRowsOfAnotherDatabaseAreForeign() throws Exception {
        try (var elsewhere = TestServer.shared().createDatabase()) {
            elsewhere.execute(elsewhere.owner(), TABLES);
            try (var other = Place.open(elsewhere::connectAsSuperuser, "shop")) {
                var witness = new Witness("acme", shop, other, MAPPED);
                var before = witness.testify();
                elsewhere.execute(elsewhere.owner(), "update shop.item set name = 'x' where tenant_id = 'acme'");
                assertThat(witness.damage(before, witness.testify())).containsExactly("shop.item");
            }
        }
    }

    @Test
    void putsBackWhatWasThereAndFiresNoTrigger() throws SQLException {
        var witness = new Witness("acme", shop, shop, MAPPED);
        String whole = dump();
        var before = witness.testify();
        run("delete from item; insert into item (tenant_id, name) values ('globex', 'new')");
        assertThat(dump()).isNotEqualTo(whole);
        witness.repair(before, witness.testify());
        assertThat(dump()).isEqualTo(whole).contains("ANVIL").doesNotContain("DELETE");
    }

    @Test
    void refusesAConnectionThatCouldBeHeld() {
        assertThatThrownBy(() -> Place.open(() -> database.connectAs(database.owner()), "shop"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("session_replication_role");
    }

    private List<String> damageOf(String sql) throws SQLException {
        var witness = new Witness("acme", shop, shop, MAPPED);
        var before = witness.testify();
        run(sql);
        return witness.damage(before, witness.testify());
    }

    private void run(String sql) {
        database.execute(database.owner(), "set search_path = shop; " + sql);
    }

    private String dump() throws SQLException {
        return String.join(
                "\n",
                shop.rows(
                        "select t::text from item t union all select t::text from part t union all select t::text from log t"
                                + " order by 1",
                        bound -> {},
                        row -> row.getString(1)));
    }
}
