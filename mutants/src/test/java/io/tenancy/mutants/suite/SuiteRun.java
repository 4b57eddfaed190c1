package io.tenancy.mutants.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs classes of the suite in a JVM of its own until an assertion fails, and writes down each result: file, then classes. */
final class SuiteRun {

    private SuiteRun() {}

    public static void main(String[] arguments) throws IOException {
        List<String> classes = Arrays.asList(arguments).subList(1, arguments.length);
        try (var report = new PrintStream(Path.of(arguments[0]).toFile(), StandardCharsets.UTF_8)) {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(classes.stream()
                            .map(name -> selectClass("io.tenancy." + name))
                            .toList())
                    .filters(TagFilter.excludeTags("stress"))
                    .build();
            LauncherFactory.create().execute(request, new Reporter(report));
        }
        // Threads of a broken pool must not keep the JVM.
        System.exit(0);
    }

    private record Reporter(PrintStream report) implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(Throwable::printStackTrace);
            String name = name(test);
            if (name != null) {
                Result found = Result.of(name, test.isTest(), result);
                report.println(found.line());
                if (found.kind() == Result.Kind.FAILED) {
                    report.close();
                    // Found: what the rest would say is of no interest.
                    Runtime.getRuntime().halt(0);
                }
            }
        }

        private static String name(TestIdentifier test) {
            var source = test.getSource().orElse(null);
            if (source instanceof MethodSource method) {
                return simple(method.getClassName()) + "." + method.getMethodName();
            }
            return source instanceof ClassSource type ? simple(type.getClassName()) : null;
        }

        private static String simple(String className) {
            return className.substring(className.lastIndexOf('.') + 1);
        }
    }
}
