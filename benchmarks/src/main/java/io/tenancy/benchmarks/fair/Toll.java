package io.tenancy.benchmarks.fair;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.postgres.admission.Admission;
import io.tenancy.postgres.admission.FairShare;
import io.tenancy.postgres.admission.Plan;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What being let in and out costs where nobody waits: one thread, for one tenant after the other. */
final class Toll {

    private static final int TURNS = 100_000;
    private static final int TENANTS = 100;

    private Toll() {}

    /** The median over the rounds, of which as many again go ahead. */
    static double micros(int rounds) throws InterruptedException {
        var share = FairShare.of(ServerName.of("main"), 10);
        TenantId[] tenants =
                IntStream.range(0, TENANTS).mapToObj(i -> TenantId.of("t" + i)).toArray(TenantId[]::new);
        Plan plan = Plan.of("standard");
        Duration patience = Duration.ofSeconds(10);
        var micros = new double[2 * rounds];
        for (int round = 0; round < micros.length; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < TURNS; i++) {
                Admission admission = share.admit(tenants[i % TENANTS], plan, patience);
                admission.close();
            }
            micros[round] = (System.nanoTime() - start) / 1e3 / TURNS;
        }
        double[] counted = Arrays.copyOfRange(micros, rounds, micros.length);
        Arrays.sort(counted);
        return counted[counted.length / 2];
    }
}
