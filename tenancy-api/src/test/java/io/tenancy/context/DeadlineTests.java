package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTests {

    private static final TenantContext ACME = TenantContext.of("acme");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Deadline SOON = Deadline.in(HOUR);
    private static final Deadline LATE = Deadline.in(HOUR.multipliedBy(5));

    @AfterEach
    void leavesNothingBehind() {
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void withoutOneThereIsAlwaysTimeLeft() {
        assertThat(ACME.deadline()).isSameAs(Deadline.NONE);
        assertThat(Deadline.current()).isSameAs(Deadline.NONE);
        assertThat(Deadline.NONE.exists()).isFalse();
        assertThat(Deadline.NONE.passed()).isFalse();
        assertThat(Deadline.NONE.comesWithin(Duration.ofDays(1_000))).isFalse();
        assertThat(Deadline.NONE.left(HOUR)).isEqualTo(HOUR);
        assertThat(Deadline.NONE.half()).isSameAs(Deadline.NONE);
    }

    @Test
    void tellsWhatIsLeft() {
        assertThat(SOON.passed()).isFalse();
        assertThat(SOON.left()).isBetween(Duration.ofMinutes(30), HOUR);
        assertThat(SOON.left(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(SOON.comesWithin(HOUR)).isTrue();
        assertThat(SOON.comesWithin(Duration.ofMinutes(1))).isFalse();
        assertThat(SOON.half().left()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(30));
    }

    @Test
    void hasPassedWhenNothingIsLeft() {
        for (Duration nothing : new Duration[] {Duration.ZERO, Duration.ofDays(-1)}) {
            assertThat(Deadline.in(nothing).passed()).isTrue();
            assertThat(Deadline.in(nothing).left()).isZero();
        }
    }

    @Test
    void oneThatIsTooFarOffIsAsGoodAsNever() {
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).passed()).isFalse();
    }

    @Test
    void theEarlierOneHolds() {
        assertThat(SOON.orEarlier(LATE)).isSameAs(SOON);
        assertThat(LATE.orEarlier(SOON)).isSameAs(SOON);
        assertThat(SOON.orEarlier(Deadline.NONE)).isSameAs(SOON);
        assertThat(Deadline.NONE.orEarlier(SOON)).isSameAs(SOON);
    }

    @Test
    void aContextCanOnlyGetLessTime() {
        TenantContext soon = ACME.withDeadline(SOON);
        assertThat(soon.withDeadline(LATE).deadline()).isSameAs(SOON);
        assertThat(soon.withCorrelationId("c-1").deadline()).isSameAs(SOON);
    }

    @Test
    void holdsForAThreadUntilItsScopeIsClosed() {
        try (var scope = ACME.enter()) {
            try (var inner = SOON.enter()) {
                assertThat(Deadline.current()).isSameAs(SOON);
                assertThat(TenantContext.require("Test").tenant()).isEqualTo(ACME.tenant());
            }
            assertThat(Deadline.current()).isSameAs(Deadline.NONE);
        }
    }

    @Test
    void bindsNoTenantWhereNoneIsBound() {
        try (var scope = SOON.enter()) {
            assertThat(TenantContext.find()).isEmpty();
        }
    }
}
