package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantContextAccessorTests {

    private static final TenantContext ACME = TenantContext.of("acme");
    private static final TenantContext GLOBEX = TenantContext.of("globex");

    private final TenantContextAccessor accessor = new TenantContextAccessor();
    private final ContextRegistry registry = new ContextRegistry().registerThreadLocalAccessor(accessor);
    private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder()
            .contextRegistry(registry)
            .clearMissing(true)
            .build();

    @AfterEach
    void leavesNothingBehind() {
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ThreadLocalAccessor.class))
                .extracting(each -> (Object) each.getClass())
                .contains(TenantContextAccessor.class);
        assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
                .extracting(ThreadLocalAccessor::key)
                .contains("io.tenancy.context");
    }

    @Test
    void aSnapshotReachesAnotherThreadAndLeavesNothingThere() throws Exception {
        ContextSnapshot snapshot = ACME.call(snapshots::captureAll);
        var pool = Executors.newSingleThreadExecutor();
        try {
            assertThat(pool.submit(snapshot.wrap(TenantContext::find)).get()).contains(ACME);
            assertThat(pool.submit(TenantContext::find).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void snapshotsNestAndPutBackWhatWasThere() throws Exception {
        ContextSnapshot acme = ACME.call(snapshots::captureAll);
        ContextSnapshot globex = GLOBEX.call(snapshots::captureAll);

        try (var outer = acme.setThreadLocals()) {
            try (var inner = globex.setThreadLocals()) {
                try (var again = acme.setThreadLocals()) {
                    assertThat(TenantContext.find()).contains(ACME);
                }
                assertThat(TenantContext.find()).contains(GLOBEX);
            }
            assertThat(TenantContext.find()).contains(ACME);
        }
    }

    @Test
    void aSnapshotWithoutTenantClears() {
        ContextSnapshot nothing = snapshots.captureAll();

        try (var scope = ACME.enter()) {
            try (var cleared = nothing.setThreadLocals()) {
                assertThat(TenantContext.find()).isEmpty();
            }
            assertThat(TenantContext.find()).contains(ACME);
        }
    }

    @Test
    void scopesAndSnapshotsNestInEachOther() throws Exception {
        ContextSnapshot globex = GLOBEX.call(snapshots::captureAll);

        try (var scope = ACME.enter()) {
            try (var snapshot = globex.setThreadLocals()) {
                ACME.run(() -> assertThat(TenantContext.find()).contains(ACME));
                assertThat(TenantContext.find()).contains(GLOBEX);
            }
            assertThat(TenantContext.find()).contains(ACME);
        }
    }

    @Test
    void aContextIsFoundInTheMapOfAReactiveChain() {
        var chain = Map.of(TenantContextAccessor.KEY, ACME);
        registry.registerContextAccessor(new MapAccessor());

        try (var scope = snapshots.setThreadLocalsFrom(chain)) {
            assertThat(TenantContext.find()).contains(ACME);
        }
    }

    @Test
    void theClearingFormsClear() {
        accessor.setValue(ACME);
        accessor.setValue(GLOBEX);
        assertThat(accessor.getValue()).isEqualTo(GLOBEX);
        accessor.setValue();
        assertThat(accessor.getValue()).isNull();

        accessor.setValue(ACME);
        accessor.restore(GLOBEX);
        assertThat(TenantContext.find()).isEqualTo(Optional.of(GLOBEX));
        accessor.restore();
        assertThat(accessor.getValue()).isNull();
    }

    @Test
    void clearingInsideAScopeHidesItsTenantUntilItIsPutBack() {
        var scope = ACME.enter();
        accessor.setValue();
        assertThat(TenantContext.find()).isEmpty();
        accessor.restore(ACME);
        assertThat(TenantContext.find()).contains(ACME);
        assertThatCode(scope::close).doesNotThrowAnyException();
    }
}
