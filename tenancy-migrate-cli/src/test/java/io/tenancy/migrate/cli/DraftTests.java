package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts for review; what becomes of them, and the jar, is for {@link JarTests}. */
class DraftTests {

    private static final String PATH = System.getProperty("java.class.path");
    private static final ShellFleet FLEET = new ShellFleet("acme");

    @BeforeEach
    void renew() {
        FLEET.renew();
    }

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @Test
    void namesAreThoseOfTheApplicationsStrategy() {
        Ended ended = FLEET.run(
                "draft",
                "--json",
                "--classpath",
                PATH,
                "--entities",
                "io.tenancy.migrate.cli.shop.Customer,io.tenancy.migrate.cli.shop.Owned",
                "--entities",
                "io.tenancy.migrate.cli.shop.Country",
                "--set",
                "hibernate.physical_naming_strategy=org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode draft = new JsonMapper().readTree(ended.lines().get(0));
        assertThat(draft.get("script").asString())
                .contains("full_name varchar(255)", "primary key (tenant_id, id)", "unique (tenant_id, full_name)")
                .contains("select tenancy_wall('customer_phones')", "select tenancy_shared('country')")
                .doesNotContain("table invoice");
        assertThat(draft.get("file").isNull()).isTrue();
        // Hibernate logs as it starts.
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aSchemaThatLacksScriptsIsNothingToCompareWith() {
        FLEET.script("V1__one.sql", "select 1");
        Ended ended = FLEET.run("draft", "--classpath", PATH, "--entities", "io.tenancy.migrate.cli.shop");
        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.lines())
                .containsExactly("-- Nothing drafted, since no schema has all scripts: migrate one first."
                        + " 1 schemas: 1 fresh");
    }

    @Test
    void aClassPathWithoutTheLibraryAndOneWithoutEntitiesAreRefused() throws Exception {
        String shop = "io.tenancy.migrate.cli.shop";
        Path classes = Path.of(DraftTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Ended alone = FLEET.run("draft", "--classpath", classes.toString(), "--entities", shop);
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).contains("holds no tenancy-hibernate");
        Ended none = FLEET.run("draft", "--classpath", PATH, "--entities", "io.tenancy.migrate.cli.DraftTests");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("there is no entity among 1 classes").doesNotContain("\tat ");
    }
}
