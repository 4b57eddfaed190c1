package io.tenancy.audit.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.coverage.Cell.Verdict;
import io.tenancy.hibernate.housing.Housing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way to write, tried on this library, on Envers and on Hibernate's own audit; each trail is held against the rows in
 * the database. The page in the documentation says what was found. Write it anew with
 * {@code -Dtest.argLine=-Dtenancy.docs=write}.
 */
class CoverageTests {

    private static final Path PAGE = Path.of("../docs/audit-coverage.md");
    private static final String GENERATED = "<!-- From here on written by CoverageTests. -->\n";

    private static final List<String> NAMES = new ArrayList<>();
    private static final Map<Operation, List<Cell>> TABLE = new EnumMap<>(Operation.class);

    @BeforeAll
    static void play() throws SQLException {
        try (Housing housing = Trail.house();
                Trail events = Trail.events(housing);
                Trail triggers = Trail.triggers(housing);
                Peer envers = Peer.envers();
                Peer core = Peer.core()) {
            List<Contender> contenders = List.of(events, triggers, envers, core);
            contenders.forEach(contender -> NAMES.add(contender.name()));
            for (Operation operation : Operation.values()) {
                var cells = new ArrayList<Cell>();
                for (Contender contender : contenders) {
                    cells.add(new Turn(contender, 100L * operation.ordinal()).play(operation));
                }
                TABLE.put(operation, cells);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsRecordOrRefuse(Operation operation) {
        Cell cell = TABLE.get(operation).get(0);
        // Or the page would promise too little.
        assertThat(cell.verdict() == Verdict.MISSED).isEqualTo(operation.isBelowHibernate());
        if (!operation.isBelowHibernate()) {
            assertThat(cell.verdict()).isIn(Verdict.RECORDED, Verdict.REFUSED, Verdict.NOTHING);
            assertThat(cell.note()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void triggersRecordEverything(Operation operation) {
        Cell cell = TABLE.get(operation).get(1);
        assertThat(cell.verdict()).isIn(Verdict.RECORDED, Verdict.REFUSED, Verdict.NOTHING, Verdict.NONE);
        assertThat(cell.note()).isEmpty();
    }

    /** Or the table would not be telling anything. */
    @Test
    void theSameTestFindsWhatOthersMiss() {
        assertThat(TABLE.get(Operation.HQL_UPDATE))
                .extracting(Cell::verdict)
                .containsExactly(Verdict.REFUSED, Verdict.RECORDED, Verdict.MISSED, Verdict.MISSED);
        assertThat(TABLE.get(Operation.PERSIST)).extracting(Cell::verdict).containsOnly(Verdict.RECORDED);
    }

    @Test
    void thePageSaysSo() throws IOException {
        String page = Files.readString(PAGE);
        String generated = page.substring(0, page.indexOf(GENERATED) + GENERATED.length()) + "\n" + markdown();
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(PAGE, generated);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(generated);
    }

    private static String markdown() {
        var lines = new ArrayList<String>();
        lines.add("| | " + String.join(" | ", NAMES) + " |");
        lines.add("|---|" + "---|".repeat(NAMES.size()));
        TABLE.forEach((operation, cells) -> lines.add("| " + operation + " | "
                + cells.stream().map(Cell::toString).collect(Collectors.joining(" | ")) + " |"));
        return String.join("\n", lines) + "\n";
    }
}
