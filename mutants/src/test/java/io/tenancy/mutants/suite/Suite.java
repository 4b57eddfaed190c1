package io.tenancy.mutants.suite;

import io.tenancy.testkit.postgres.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The tests of the published modules, as they were compiled in the checkout, on a server for all of them. Immutable. */
public record Suite(Path checkout, TestServer server) {

    private static final List<String> MODULES =
            List.of("tenancy-api", "tenancy-postgres", "tenancy-hibernate", "tenancy-audit");
    private static final long MINUTES = 10;

    /**
     * Runs some of its classes.
     *
     * @param first what stands before the real classes; none if empty
     */
    public List<Result> run(List<Path> first, List<String> classes)
            throws IOException, InterruptedException, SQLException {
        Path report = Files.createTempFile("suite", ".report");
        Path output = Files.createTempFile("suite", ".out");
        try {
            var builder = new ProcessBuilder(command(first, report, classes))
                    .directory(
                            checkout.resolve(moduleOf(checkout, classes.get(0))).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(Superuser.on(server).environment());
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IllegalStateException(classes + " did not end within " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(classes + " did not run: " + Files.readString(output));
            }
            return Files.readAllLines(report).stream().map(Result::parse).toList();
        } finally {
            Files.delete(report);
            Files.delete(output);
        }
    }

    /** Where a class is, named without its {@code io.tenancy.}. */
    public static Path sourceOf(Path checkout, String testClass) {
        return checkout.resolve(moduleOf(checkout, testClass))
                .resolve("src/test/java/io/tenancy")
                .resolve(testClass.replace('.', '/') + ".java");
    }

    private static String moduleOf(Path checkout, String testClass) {
        return MODULES.stream()
                .filter(module -> Files.exists(checkout.resolve(module)
                        .resolve("src/test/java/io/tenancy")
                        .resolve(testClass.replace('.', '/') + ".java")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no test class " + testClass));
    }

    private List<String> command(List<Path> first, Path report, List<String> classes) {
        String classPath = Stream.of(
                        first.stream().map(Path::toString),
                        MODULES.stream().map(module -> checkout.resolve(module + "/target/test-classes")
                                .toString()),
                        Stream.of(System.getProperty("java.class.path")))
                .flatMap(entries -> entries)
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                SuiteRun.class.getName(),
                report.toString()));
        command.addAll(classes);
        return command;
    }
}
