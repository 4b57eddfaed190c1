package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.refusal.NoTenantException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantContextTests {

    private static final TenantContext ACME = TenantContext.of("acme");
    private static final TenantContext GLOBEX = TenantContext.of("globex");

    @AfterEach
    void leavesNothingBehind() {
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void carriesTenantActorAndCorrelationId() {
        var context = ACME.withActor(Actor.user("ann").withReason("ticket 7")).withCorrelationId("c-1");

        assertThat(context.tenant()).isEqualTo(TenantId.of("acme"));
        assertThat(context.actor()).isEqualTo(new Actor(Actor.Kind.USER, "ann", "ticket 7"));
        assertThat(context.correlationId()).isEqualTo("c-1");
        assertThat(context.withActor(Actor.job("nightly")).correlationId()).isEqualTo("c-1");
        assertThat(ACME.actor()).isNull();
    }

    @Test
    void refusesToGuessATenant() {
        assertThat(TenantContext.find()).isEmpty();
        assertThatThrownBy(() -> TenantContext.require("Opening a session"))
                .isInstanceOf(NoTenantException.class)
                .hasMessageStartingWith("Opening a session refused: no tenant is bound to this thread.");
    }

    @Test
    void aScopeRestoresWhatWasThereBefore() {
        try (var outer = ACME.enter()) {
            try (var inner = GLOBEX.enter()) {
                assertThat(TenantContext.require("Test")).isEqualTo(GLOBEX);
            }
            assertThat(TenantContext.require("Test")).isEqualTo(ACME);
        }
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void runAndCallEndTheScopeWhateverHappens() throws Exception {
        var failure = new IllegalStateException("planted");

        ACME.run(() -> assertThat(TenantContext.find()).contains(ACME));
        assertThat(ACME.call(TenantContext::find)).contains(ACME);
        assertThatThrownBy(() -> ACME.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> ACME.call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void aSecondCloseDoesNothing() {
        var scope = ACME.enter();
        scope.close();
        GLOBEX.run(() -> {
            scope.close();
            assertThat(TenantContext.find()).contains(GLOBEX);
        });
    }

    @Test
    void aForgottenScopeIsReportedAndDoesNotOutliveTheOuterOne() {
        var outer = ACME.enter();
        var forgotten = GLOBEX.enter();

        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Scope of tenant 'acme' was closed while a scope entered later was still open");
        assertThat(TenantContext.find()).isEmpty();
        assertThatCode(forgotten::close).doesNotThrowAnyException();
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void aForgottenScopeTakesOnlyTheScopesAroundItAlong() {
        try (var outermost = ACME.enter()) {
            var outer = GLOBEX.enter();
            TenantContext.of("initech").enter();

            assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
            assertThat(TenantContext.find()).contains(ACME);
        }
    }

    @Test
    void anotherThreadCannotCloseAScope() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try (var scope = ACME.enter()) {
            var close = pool.submit(scope::close);
            assertThatThrownBy(close::get)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by");
            assertThat(TenantContext.find()).contains(ACME);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void anotherThreadSeesNothingUnlessItIsHandedOver() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try (var scope = ACME.enter()) {
            assertThat(pool.submit(TenantContext::find).get()).isEmpty();
            assertThat(pool.submit(TenantContext.capture().wrap(TenantContext::find))
                            .get())
                    .contains(ACME);
            assertThat(pool.submit(TenantContext::find).get()).isEmpty();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void whatWasCapturedIsBoundForTheTaskAlone() throws Exception {
        CapturedContext captured = ACME.call(TenantContext::capture);

        try (var scope = GLOBEX.enter()) {
            Runnable task = () -> assertThat(TenantContext.find()).contains(ACME);
            captured.wrap(task).run();
            assertThat(captured.wrap(TenantContext::find).call()).contains(ACME);
            assertThat(captured.wrapSupplier(TenantContext::find).get()).contains(ACME);
            captured.on(Runnable::run)
                    .execute(() -> assertThat(TenantContext.find()).contains(ACME));
            assertThat(TenantContext.find()).contains(GLOBEX);
        }
    }

    @Test
    void nothingCapturedMeansNothingBound() throws Exception {
        CapturedContext nothing = TenantContext.capture();

        try (var scope = GLOBEX.enter()) {
            assertThat(nothing.wrap(TenantContext::find).call()).isEmpty();
            assertThat(TenantContext.find()).contains(GLOBEX);
        }
    }
}
