package io.tenancy.example.publishing.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.ProbeReport;
import io.tenancy.testkit.probe.ProbeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way to cross, tried on the publishing domain in all placements, with all walls, with one and with none; and the
 * page in the documentation says what was found. Write the page anew with {@code -Pstress -Dtenancy.docs=write}.
 */
class ProbeMatrixTests {

    private static final Path PAGE = Path.of("../../docs/probe-matrix.md");
    private static final String GENERATED = "<!-- From here on written by ProbeMatrixTests. -->\n";
    private static final Map<String, String> PLACEMENTS = placements();
    private static final Reports REPORTS = new Reports();

    private static Map<String, String> placements() {
        var names = new LinkedHashMap<String, String>();
        names.put("rows", "shared rows");
        names.put("schema", "own schema");
        names.put("database", "own database");
        return names;
    }

    @AfterAll
    static void close() {
        REPORTS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "schema", "database"})
    void bothWallsBlockEverything(String placement) throws Exception {
        REPORTS.of(Stand.BOTH, placement).requireNoneCrossed();
    }

    @ParameterizedTest
    @CsvSource({
        "rows-a, rows-b",
        "schema-a, schema-b",
        "database-a, database-b",
        "rows-a, schema-b",
        "schema-a, rows-b",
        "database-a, rows-b",
        "database-a, schema-b"
    })
    @Tag("stress")
    void soTheyDoForEveryPairAndTheOtherWayRound(String own, String foreign) throws Exception {
        try (var publishers = new ProbedPublishers()) {
            publishers.matrix(publishers.hibernate(), own, foreign).run().requireNoneCrossed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsProvenInSharedRows(Stand stand) throws Exception {
        assertThat(REPORTS.of(stand, "rows").inconclusive()).isEmpty();
    }

    /** Or the probes would not be testing anything. */
    @Test
    void withoutWallsNextToAllProbesCrossInSharedRows() throws Exception {
        var report = REPORTS.of(Stand.NONE, "rows");
        Set<String> notCrossed = report.results().stream()
                .filter(result -> !(result.outcome() instanceof NotApplicable))
                .filter(result -> !(result.outcome() instanceof Crossed))
                .map(ProbeResult::probe)
                .collect(Collectors.toSet());
        assertThat(notCrossed)
                .containsExactlyInAnyOrder(
                        // Its column is mapped as not updatable.
                        "tenant attribute reassigned",
                        // A bound connection is no wall, and cannot be left out.
                        "connection kept from another scope",
                        "own session on a thread without scope",
                        "session opened without scope",
                        "StatelessSession opened without scope",
                        "connection borrowed without scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "schema", "database"})
    void everyCacheWasHitByItsOwnTenant(String placement) throws Exception {
        assertThat(REPORTS.of(Stand.BOTH, placement).blocked())
                .extracting(ProbeResult::probe)
                .contains(
                        "second-level cache, find",
                        "second-level cache, natural id",
                        "second-level cache, collection",
                        "query cache, HQL",
                        "query cache, criteria",
                        "query cache, native");
    }

    /** Cache keys are Hibernate's alone: the database is not asked. Those of natural ids and queries hold the tenant always. */
    @Test
    void keysThatKnowNoTenantHandOutForeignRowsPastPostgres() throws Exception {
        assertThat(REPORTS.of(Stand.POSTGRES_ALONE, "rows").crossedProbes())
                .containsExactlyInAnyOrder("second-level cache, find", "second-level cache, collection");
    }

    /** All stands in all placements: too many for each build. */
    @Test
    @Tag("stress")
    void thePageSaysWhoBlocksWhat() throws Exception {
        var table = new WallTable();
        for (var placement : PLACEMENTS.entrySet()) {
            for (Stand stand : Stand.values()) {
                ProbeReport report = REPORTS.of(stand, placement.getKey());
                assertThat(report.inconclusive()).as("%s, %s", stand, placement).isEmpty();
                table.add(placement.getValue(), stand, report);
            }
        }
        String page = Files.readString(PAGE);
        String generated = page.substring(0, page.indexOf(GENERATED) + GENERATED.length()) + "\n" + table.markdown();
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(generated);
    }
}
