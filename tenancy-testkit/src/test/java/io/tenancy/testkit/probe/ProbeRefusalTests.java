package io.tenancy.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.probe.library.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A matrix that cannot prove anything says so, and never passes. */
class ProbeRefusalTests {

    private static Library library;

    @BeforeAll
    static void create() {
        library = Library.behindWall();
    }

    @AfterAll
    static void close() {
        library.close();
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        assertThatThrownBy(() -> ProbeMatrix.of(library.sessions()).run())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("no tenants")
                .hasMessageContaining("no witness");
    }

    @Test
    void aWitnessThatAWallHoldsIsNone() {
        var database = library.database();
        assertThatThrownBy(() -> library.matrix()
                        .witness(() -> database.connectAs(database.app()))
                        .run())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("'acme'")
                .hasMessageContaining("'globex'")
                .hasMessageContaining("session_replication_role");
    }

    @Test
    void aWitnessForOneTenantLeavesTheOther() {
        assertThatThrownBy(() -> ProbeMatrix.of(library.sessions())
                        .tenants(Library.TENANTS)
                        .witness(Library.TENANTS.first(), library.database()::connectAsSuperuser, "library")
                        .run())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("witness for tenant 'globex': none was given");
    }

    @Test
    void withoutADataSourceTheSchemaMustBeNamed() {
        assertThatThrownBy(() -> ProbeMatrix.of(library.sessions())
                        .tenants(Library.TENANTS)
                        .witness(library.database()::connectAsSuperuser)
                        .run())
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("no schema");
    }

    @Test
    void nothingSeededIsNothingProven() {
        var report = library.matrix()
                .tenants(TwoTenants.of("nobody", "nowhere"))
                .families(Family.READING)
                .run();
        assertThat(report.blocked()).isEmpty();
        assertThatThrownBy(report::requireNoneCrossed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the witness finds no Author of tenant 'nobody': seed one");
    }

    @Test
    void aWitnessInAnotherSchemaFindsNoSeeds() {
        var report = library.matrix()
                .witness(library.database()::connectAsSuperuser, "public")
                .families(Family.READING)
                .run();
        assertThat(report.blocked()).isEmpty();
        assertThat(report.inconclusive()).isNotEmpty();
    }

    @Test
    void aFamilyThatDoesNotApplyProvesNothing() {
        var report = library.matrix().families(Family.CACHES).run();
        assertThatThrownBy(report::requireNoneCrossed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Nothing was proven");
    }
}
