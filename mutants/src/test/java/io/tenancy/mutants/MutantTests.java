package io.tenancy.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.mutants.guards.Guards;
import io.tenancy.mutants.suite.Result;
import io.tenancy.mutants.suite.Suite;
import io.tenancy.testkit.postgres.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list fits the source and its page; the long run breaks every guard and shows who finds it. */
class MutantTests {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = CHECKOUT.resolve("docs/mutants.md");

    @Test
    void everyMutantFitsTodaysSourceAndCompiles() throws Exception {
        for (Mutant mutant : Guards.all()) {
            try (Compiled compiled = Compiled.from(mutant, CHECKOUT)) {
                assertThat(compiled.classes()).isNotEmptyDirectory();
            }
            assertThat(mutant.tests()).as("%s", mutant).isNotEmpty();
        }
        assertThat(Guards.all()).extracting(Mutant::toString).doesNotHaveDuplicates();
    }

    @Test
    void theListNoticesThatTheSourceChanged() {
        Mutant rotten = Mutant.of("guard", "broken").edit("tenancy-api", "TenantId.java", "no such text", "");
        assertThatThrownBy(() -> Compiled.from(rotten, CHECKOUT)).hasMessageContaining("found never");
        Mutant ambiguous = Mutant.of("guard", "broken").edit("tenancy-api", "TenantId.java", "}", "");
        assertThatThrownBy(() -> Compiled.from(ambiguous, CHECKOUT)).hasMessageContaining("more often");
        Mutant wrong = Mutant.of("guard", "broken").edit("tenancy-api", "TenantId.java", "record TenantId", "ghost");
        assertThatThrownBy(() -> Compiled.from(wrong, CHECKOUT)).hasMessageContaining("does not compile");
    }

    @Test
    void thePageNamesEveryMutantAndATestThatIsThere() throws Exception {
        List<FoundMutant> rows = FoundMutant.readFrom(PAGE);
        assertThat(rows)
                .extracting(row -> row.guard() + ": " + row.broken())
                .containsExactlyElementsOf(
                        Guards.all().stream().map(Mutant::toString).toList());
        for (int i = 0; i < rows.size(); i++) {
            FoundMutant row = rows.get(i);
            assertThat(Guards.all().get(i).tests()).as("%s", row).anySatisfy(test -> assertThat(
                            Files.readString(Suite.sourceOf(CHECKOUT, test)))
                    .contains("class " + row.testClass() + " ", " " + row.testMethod() + "("));
        }
    }

    @Test
    @Tag("stress")
    void withAllGuardsTheSuiteFindsNothing() throws Exception {
        List<String> tests = Guards.all().stream()
                .flatMap(m -> m.tests().stream())
                .distinct()
                .toList();
        assertThat(new Suite(CHECKOUT, TestServer.shared()).run(List.of(), tests))
                .extracting(Result::kind)
                .containsOnly(Result.Kind.PASSED, Result.Kind.CONTAINER);
    }

    /** With {@code -Dmutants.write} it writes the page; with {@code -Dmutants.only=regex} it takes those that match. */
    @Test
    @Tag("stress")
    void theSuiteFindsEveryMutant() throws Exception {
        TestServer server = TestServer.shared();
        var suite = new Suite(CHECKOUT, server);
        Pattern only = Pattern.compile(System.getProperty("mutants.only", ""));
        List<Mutant> mutants = Guards.all().stream()
                .filter(mutant -> mutant.until() >= server.majorVersion())
                .filter(mutant -> only.matcher(mutant.toString()).find())
                .toList();
        Map<Mutant, List<Result>> results = results(mutants, suite);
        var found = new ArrayList<FoundMutant>();
        var missed = new ArrayList<String>();
        results.forEach((mutant, seen) -> FoundMutant.by(mutant, seen)
                .ifPresentOrElse(found::add, () -> missed.add(mutant + " " + broken(seen))));
        assertThat(missed).as("of %d mutants", mutants.size()).isEmpty();
        if (Boolean.getBoolean("mutants.write")) {
            FoundMutant.writeTo(PAGE, found);
        }
    }

    private static Map<Mutant, List<Result>> results(List<Mutant> mutants, Suite suite) throws Exception {
        ExecutorService atOnce = Executors.newFixedThreadPool(
                Integer.getInteger("mutants.at-once", Runtime.getRuntime().availableProcessors()));
        try {
            var pending = new LinkedHashMap<Mutant, Future<List<Result>>>();
            mutants.forEach(mutant -> pending.put(mutant, atOnce.submit(() -> results(mutant, suite))));
            var results = new LinkedHashMap<Mutant, List<Result>>();
            for (var one : pending.entrySet()) {
                results.put(one.getKey(), one.getValue().get());
            }
            return results;
        } finally {
            atOnce.shutdownNow();
        }
    }

    private static List<Result> results(Mutant mutant, Suite suite) throws Exception {
        try (Compiled compiled = Compiled.from(mutant, CHECKOUT)) {
            List<Result> results = suite.run(List.of(compiled.classes()), mutant.tests());
            System.out.println(mutant + " -> "
                    + FoundMutant.by(mutant, results).map(FoundMutant::foundBy).orElse("missed " + broken(results)));
            return results;
        }
    }

    private static List<Result> broken(List<Result> results) {
        return results.stream()
                .filter(result -> result.kind() == Result.Kind.BROKEN)
                .toList();
    }
}
