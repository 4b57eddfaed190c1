package io.tenancy.example.publishing.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.ProbeReport;
import io.tenancy.testkit.probe.ProbeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way to cross, tried on the publishing domain in all placements, with all walls, with one and with none; and the
 * page in the documentation says what was found. Write the page anew with {@code -Dtenancy.docs=write}.
 */
class ProbeMatrixTests {

    private static final Path PAGE = Path.of("../../docs/probe-matrix.md");
    private static final String GENERATED = "<!-- From here on written by ProbeMatrixTests. -->\n";
    private static final Map<String, String> PLACEMENTS = placements();
    private static final Map<Stand, Map<String, ProbeReport>> REPORTS = new EnumMap<>(Stand.class);

    private static Map<String, String> placements() {
        var names = new LinkedHashMap<String, String>();
        names.put("rows", "shared rows");
        names.put("schema", "own schema");
        names.put("database", "own database");
        return names;
    }

    @BeforeAll
    static void probe() throws SQLException, IOException {
        try (var publishers = new ProbedPublishers()) {
            for (String placement : PLACEMENTS.keySet()) {
                probe(publishers, Stand.BOTH, publishers.hibernate(), placement);
                probe(publishers, Stand.POSTGRES_ALONE, publishers.hibernateWithoutWall(), placement);
            }
            publishers.takeDownPostgresWall();
            for (String placement : PLACEMENTS.keySet()) {
                probe(publishers, Stand.NONE, publishers.hibernateWithoutWall(), placement);
                probe(publishers, Stand.HIBERNATE_ALONE, publishers.hibernate(), placement);
            }
        }
    }

    /** One way: in the other direction, all is the same but the names. */
    private static void probe(ProbedPublishers publishers, Stand stand, SessionFactory factory, String placement) {
        var matrix =
                publishers.matrix(factory, placement + "-a", placement + "-b").oneWay();
        if (stand == Stand.HIBERNATE_ALONE) {
            // What is blocked without any wall needs no look at one.
            matrix.probes(report(Stand.NONE, placement).crossedProbes());
        }
        REPORTS.computeIfAbsent(stand, s -> new LinkedHashMap<>()).put(placement, matrix.run());
    }

    private static ProbeReport report(Stand stand, String placement) {
        return REPORTS.get(stand).get(placement);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "schema", "database"})
    void bothWallsBlockEverything(String placement) {
        report(Stand.BOTH, placement).requireNoneCrossed();
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
    void everythingIsProven(Stand stand) {
        REPORTS.get(stand)
                .forEach((placement, report) ->
                        assertThat(report.inconclusive()).as(placement).isEmpty());
    }

    /** Or the probes would not be testing anything. */
    @Test
    void withoutWallsNextToAllProbesCrossInSharedRows() {
        var report = report(Stand.NONE, "rows");
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
    void everyCacheWasHitByItsOwnTenant(String placement) {
        assertThat(report(Stand.BOTH, placement).blocked())
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
    void keysThatKnowNoTenantHandOutForeignRowsPastPostgres() {
        assertThat(report(Stand.POSTGRES_ALONE, "rows").crossedProbes())
                .containsExactlyInAnyOrder("second-level cache, find", "second-level cache, collection");
    }

    @Test
    void thePageSaysWhoBlocksWhat() throws IOException {
        var table = new WallTable();
        PLACEMENTS.forEach((placement, name) ->
                List.of(Stand.values()).forEach(stand -> table.add(name, stand, report(stand, placement))));
        String page = Files.readString(PAGE);
        String generated = page.substring(0, page.indexOf(GENERATED) + GENERATED.length()) + "\n" + table.markdown();
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(generated);
    }
}
