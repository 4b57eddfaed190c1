package io.tenancy.benchmarks.kit;

import io.tenancy.benchmarks.timing.Timings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Times each test as JUnit runs it: from before what comes before it to after what comes after it. */
final class Stopwatch implements TestExecutionListener {

    private final Timings timings;
    private final int warmUp;
    private final int discarded;
    private final Map<String, Integer> turns = new HashMap<>();
    private final List<Double> block = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long start;

    /**
     * @param warmUp turns of each method that do not count
     * @param discarded tests of each turn that do not count
     */
    Stopwatch(Timings timings, int warmUp, int discarded) {
        this.timings = timings;
        this.warmUp = warmUp;
        this.discarded = discarded;
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        start = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        long end = System.nanoTime();
        result.getThrowable().ifPresent(failures::add);
        if (identifier.isTest()) {
            block.add((end - start) / 1e6);
        } else if (identifier.getSource().orElse(null) instanceof MethodSource method) {
            if (turns.merge(method.getMethodName(), 1, Integer::sum) > warmUp) {
                timings.add(
                        method.getMethodName(),
                        block.stream()
                                .skip(discarded)
                                .mapToDouble(Double::doubleValue)
                                .toArray());
            }
            block.clear();
        }
    }

    /** @throws IllegalStateException if a test failed; nothing is measured then */
    void requireSuccess() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.size() + " tests failed, the first for this:", failures.get(0));
        }
    }
}
