package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How old the state is that a replica shows. */
class WalMarksTests {

    private final WalMarks marks = new WalMarks(Duration.ofNanos(100));

    @Test
    void nothingIsKnownOfAPrimaryThatNobodyReached() {
        assertThat(marks.isRecent(Long.MAX_VALUE, 0)).isFalse();
    }

    @Test
    void whoReplayedTheLatestIsRecentHoweverLongNothingWasWritten() {
        marks.primaryWasAt(7, 0);
        assertThat(marks.isRecent(7, 5_000)).isTrue();
        assertThat(marks.isRecent(6, 0)).isFalse();
    }

    @Test
    void whoLagsIsAsOldAsTheLatestThatItReplayed() {
        marks.primaryWasAt(7, 0);
        marks.primaryWasAt(8, 60);
        marks.primaryWasAt(9, 90);
        assertThat(marks.isRecent(7, 100)).isTrue();
        assertThat(marks.isRecent(7, 101)).isFalse();
        assertThat(marks.isRecent(8, 101)).isTrue();
        assertThat(marks.isRecent(6, 90)).isFalse();
    }

    @Test
    void aPrimaryThatWritesNothingMakesNobodyOld() {
        marks.primaryWasAt(7, 0);
        marks.primaryWasAt(7, 90);
        marks.primaryWasAt(8, 120);
        assertThat(marks.isRecent(7, 130)).isTrue();
    }

    @Test
    void negativeClocksAreClocks() {
        marks.primaryWasAt(7, Long.MAX_VALUE - 10);
        marks.primaryWasAt(8, Long.MIN_VALUE + 10);
        assertThat(marks.isRecent(7, Long.MIN_VALUE + 20)).isTrue();
    }
}
