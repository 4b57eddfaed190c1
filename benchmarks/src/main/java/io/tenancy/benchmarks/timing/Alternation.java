package io.tenancy.benchmarks.timing;

import io.tenancy.benchmarks.timing.Contender.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Contenders that take turns in small blocks, in another order each round. */
public final class Alternation {

    private final Plan plan;
    private final List<Contender> contenders;
    private final Timings timings = new Timings();

    private Alternation(Plan plan, List<? extends Contender> contenders) {
        this.plan = plan;
        this.contenders = new ArrayList<>(contenders);
    }

    public static Timings run(Plan plan, List<? extends Contender> contenders) throws Exception {
        return new Alternation(plan, contenders).run();
    }

    private Timings run() throws Exception {
        var order = new Random(plan.seed());
        for (int round = -plan.warmUp(); round < plan.rounds(); round++) {
            Collections.shuffle(contenders, order);
            for (Contender contender : contenders) {
                double[] block = block(contender, Math.abs(round));
                if (round >= 0) {
                    timings.add(contender.name(), block);
                }
            }
        }
        return timings;
    }

    /** Milliseconds. */
    private double[] block(Contender contender, int round) throws Exception {
        var millis = new double[plan.samples()];
        try (Block block = contender.open(round)) {
            for (int i = 0; i < plan.discarded(); i++) {
                block.once();
            }
            for (int i = 0; i < millis.length; i++) {
                long start = System.nanoTime();
                block.once();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return millis;
    }
}
