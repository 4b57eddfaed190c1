package io.tenancy.benchmarks.fair;

import io.tenancy.benchmarks.report.Options;
import io.tenancy.benchmarks.report.Report;
import io.tenancy.benchmarks.report.Unit;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What admission costs where nobody waits, by JMH. */
public final class AdmissionBenchmark {

    private static final Map<String, Integer> DEFAULTS = Map.of("forks", 3, "warmup", 5, "rounds", 5, "millis", 1_000);

    private AdmissionBenchmark() {}

    public static void main(String[] arguments) throws RunnerException {
        run(new Report(System.out), arguments);
    }

    static void run(Report report, String... arguments) throws RunnerException {
        Options options = Options.parse(DEFAULTS, arguments);
        report.say("admission " + options);
        TimeValue time = TimeValue.milliseconds(options.count("millis"));
        RunResult result = new Runner(new OptionsBuilder()
                        .include(Toll.class.getName())
                        .forks(Math.toIntExact(options.number("forks")))
                        .warmupIterations(options.count("warmup"))
                        .warmupTime(time)
                        .measurementIterations(options.count("rounds"))
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        report.figure("admission.us", result.getPrimaryResult().getScore(), Unit.MICROS);
        report.figure("admission.us_error", result.getPrimaryResult().getScoreError(), Unit.MICROS);
        result.getSecondaryResults().forEach((name, bytes) -> {
            if (name.equals("gc.alloc.rate.norm")) {
                report.figure("admission.bytes", bytes.getScore(), Unit.BYTES);
            }
        });
        report.finish();
    }
}
