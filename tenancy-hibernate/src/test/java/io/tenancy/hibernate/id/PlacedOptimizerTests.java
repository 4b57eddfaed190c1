package io.tenancy.hibernate.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.hibernate.id.IdentifierGeneratorHelper;
import org.hibernate.id.IntegralDataTypeHolder;
import org.hibernate.id.enhanced.AccessCallback;
import org.junit.jupiter.api.Test;

/** With a sequence of {@code increment 50} in memory. */
class PlacedOptimizerTests {

    private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    private final PlacedOptimizer optimizer = new PlacedOptimizer(Long.class, 50);

    PlacedOptimizerTests() {
        optimizer.use(tenants::get);
        optimizer.injectInitialValue(1);
    }

    @Test
    void tenantsWithSharedRowsShareTheIdsOfTheirServer() {
        add(Tenant.active("a", Placement.sharedRows("main")));
        add(Tenant.active("b", Placement.sharedRows("main")));
        add(Tenant.active("c", Placement.sharedRows("other")));
        var main = sequence(1);
        var other = sequence(1001);
        assertThat(List.of(next("a", main), next("b", main), next("a", main), next("b", main)))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(next("c", other)).isEqualTo(952L);
        assertThat(optimizer.places()).isEqualTo(2);
    }

    @Test
    void aThousandTenantsOfAServerNeedOnePlace() {
        var sequence = sequence(1);
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 1000; i++) {
            add(Tenant.active("t" + i, Placement.sharedRows("main")));
            ids.add(next("t" + i, sequence));
        }
        assertThat(ids)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(optimizer.places()).isEqualTo(1);
    }

    @Test
    void aHundredThousandTenantsWithSequencesOfTheirOwnNeedNoMoreThanTheLastThousand() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 100_000; i++) {
            add(Tenant.active("t" + i, Placement.ownSchema("main", "t_" + i)));
            ids.add(next("t" + i, sequence(1)));
            tenants.clear();
        }
        assertThat(ids).hasSize(100_000).containsOnly(1L);
        assertThat(optimizer.places()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void tenantsWithSequencesOfTheirOwnKeepThemApart() {
        add(Tenant.active("a", Placement.ownSchema("main", "t_a")));
        add(Tenant.active("b", Placement.ownSchema("main", "t_b")));
        add(Tenant.active("c", Placement.ownDatabase("other")));
        var a = sequence(1);
        var b = sequence(1);
        var c = sequence(1);
        assertThat(List.of(next("a", a), next("b", b), next("c", c))).containsExactly(1L, 1L, 1L);
        assertThat(List.of(next("a", a), next("b", b), next("c", c))).containsExactly(2L, 2L, 2L);
        assertThat(optimizer.places()).isEqualTo(3);
    }

    @Test
    void aHigherEpochDropsTheBlockOfATenantWithItsOwnSequence() {
        var tenant = Tenant.active("a", Placement.ownSchema("main", "t_a"));
        add(tenant);
        var sequence = sequence(1);
        assertThat(List.of(next("a", sequence), next("a", sequence))).containsExactly(1L, 2L);

        sequence.set(10_001);
        add(tenant.withPlacement(Placement.ownSchema("main", "t_a2")));
        assertThat(next("a", sequence)).isEqualTo(9_952L);
        assertThat(optimizer.places()).isEqualTo(1);

        // A directory's stale answer brings no older block back.
        add(tenant);
        assertThat(next("a", sequence)).isEqualTo(9_953L);
    }

    @Test
    void anEpochOfOneTenantLeavesTheBlockOfTheServerAlone() {
        var tenant = Tenant.active("a", Placement.sharedRows("main"));
        add(tenant);
        add(Tenant.active("b", Placement.sharedRows("main")));
        var sequence = sequence(1);
        next("a", sequence);
        next("b", sequence);
        add(tenant.withStatus(TenantStatus.READ_ONLY));
        assertThat(next("a", sequence)).isEqualTo(3L);
    }

    /** Re-seated from max(id), Hibernate's pooled optimizer gives -45 here. */
    @Test
    void aSequenceThatWasSetBackGivesNoNegativeIds() {
        var tenant = Tenant.active("a", Placement.ownDatabase("main"));
        add(tenant);
        next("a", sequence(101));
        add(tenant.withStatus(TenantStatus.MOVING));
        assertThat(next("a", sequence(5))).isEqualTo(5L);
    }

    @Test
    void threadsThatAskTheSequenceAtTheSameTimeDoNotWaitForEachOtherAndGetEachIdOnce() throws Exception {
        add(Tenant.active("a", Placement.sharedRows("main")));
        var sequence = sequence(1);
        var inside = new CyclicBarrier(4);
        var executor = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<List<Long>>>();
            for (int thread = 0; thread < 4; thread++) {
                tasks.add(() -> {
                    var ids = new ArrayList<Long>();
                    // Four threads are in the sequence at once; behind a lock the barrier would never open.
                    ids.add((Long) optimizer.generate(callback("a", () -> {
                        inside.await();
                        return sequence.getAndAdd(50);
                    })));
                    for (int i = 0; i < 1000; i++) {
                        ids.add(next("a", sequence));
                    }
                    return ids;
                });
            }
            var all = new ArrayList<Long>();
            for (Future<List<Long>> result : executor.invokeAll(tasks)) {
                all.addAll(result.get());
            }
            assertThat(all).hasSize(4004).doesNotHaveDuplicates().allMatch(id -> id > 0);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void refusesToServeAFactoryThatIsNotOurs() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new PlacedOptimizer(Long.class, 50).generate(callback("a", () -> 1L)))
                .withMessageContaining("hibernate.id.optimizer.pooled.preferred");
    }

    private void add(Tenant tenant) {
        tenants.put(tenant.id().value(), tenant);
    }

    private static AtomicLong sequence(long first) {
        return new AtomicLong(first);
    }

    private long next(String tenant, AtomicLong sequence) {
        return (Long) optimizer.generate(callback(tenant, () -> sequence.getAndAdd(50)));
    }

    private static AccessCallback callback(String tenant, Callable<Long> sequence) {
        return new AccessCallback() {
            @Override
            public IntegralDataTypeHolder getNextValue() {
                try {
                    return IdentifierGeneratorHelper.getIntegralDataTypeHolder(Long.class)
                            .initialize(sequence.call());
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public String getTenantIdentifier() {
                return tenant;
            }
        };
    }
}
