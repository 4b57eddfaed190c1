package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How old the state is that a replica shows. */
class WalMarksTests {

    private final WalMarks marks = new WalMarks(Duration.ofNanos(100));

    @Test
    void nothingIsKnownOfAPrimaryThatNobodyReached() {
        assertThat(marks.findAge(Long.MAX_VALUE, 0)).isEmpty();
    }

    @Test
    void whoReplayedTheLatestIsRecentHoweverLongNothingWasWritten() {
        marks.primaryWasAt(7, 0);
        assertThat(marks.findAge(7, 5_000)).contains(Duration.ZERO);
        assertThat(marks.findAge(6, 0)).isEmpty();
    }

    @Test
    void whoLagsIsAsOldAsTheLatestThatItReplayed() {
        marks.primaryWasAt(7, 0);
        marks.primaryWasAt(8, 60);
        marks.primaryWasAt(9, 90);
        assertThat(marks.findAge(7, 101)).contains(Duration.ofNanos(101));
        assertThat(marks.findAge(8, 101)).contains(Duration.ofNanos(41));
        assertThat(marks.findAge(6, 90)).isEmpty();
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        marks.primaryWasAt(7, 0);
        marks.primaryWasAt(8, 60);
        marks.primaryWasAt(9, 101);
        assertThat(marks.findAge(7, 101)).isEmpty();
        assertThat(marks.findAge(8, 101)).contains(Duration.ofNanos(41));
    }

    @Test
    void aPrimaryThatWritesNothingMakesNobodyOld() {
        marks.primaryWasAt(7, 0);
        marks.primaryWasAt(7, 90);
        marks.primaryWasAt(8, 120);
        assertThat(marks.findAge(7, 130)).contains(Duration.ofNanos(40));
    }

    @Test
    void negativeClocksAreClocks() {
        marks.primaryWasAt(7, Long.MAX_VALUE - 10);
        marks.primaryWasAt(8, Long.MIN_VALUE + 10);
        assertThat(marks.findAge(7, Long.MIN_VALUE + 20)).contains(Duration.ofNanos(31));
    }
}
