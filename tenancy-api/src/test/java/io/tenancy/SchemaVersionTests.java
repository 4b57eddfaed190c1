package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaVersionTests {

    @Test
    void ordersByNumbersAndNotByText() {
        assertThat(Stream.of("10", "1.10", "2", "1.9", "20261122101500", "1")
                        .map(SchemaVersion::of)
                        .sorted()
                        .map(SchemaVersion::toString))
                .containsExactly("1", "1.9", "1.10", "2", "10", "20261122101500");
    }

    @Test
    void isTheSameHoweverItIsWritten() {
        assertThat(SchemaVersion.of("1.0")).isEqualTo(SchemaVersion.of("1")).hasSameHashCodeAs(SchemaVersion.of("1"));
        assertThat(SchemaVersion.of("1_2")).isEqualByComparingTo(SchemaVersion.of("01.2.0"));
        assertThat(SchemaVersion.of("0")).isEqualTo(SchemaVersion.of("0.0")).isNotEqualTo(SchemaVersion.of("0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "1.", ".1", "1..2", "1-2", "latest", "-1", "1 ", "1\n", "٣"})
    void refusesWhatIsNone(String text) {
        assertThat(SchemaVersion.parse(text)).isEmpty();
        assertThatThrownBy(() -> SchemaVersion.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeHasItsEndsWithin() {
        SchemaVersionRange range = SchemaVersionRange.between("2", "3.1");
        assertThat(Stream.of("1.9", "2", "2.0", "3.1", "3.1.1", "10").filter(v -> range.includes(SchemaVersion.of(v))))
                .containsExactly("2", "2.0", "3.1");
        assertThat(SchemaVersionRange.atLeast("2").includes(SchemaVersion.of("10")))
                .isTrue();
        assertThat(SchemaVersionRange.atLeast("2").includes(SchemaVersion.of("1")))
                .isFalse();
        assertThat(SchemaVersionRange.atMost("2").includes(SchemaVersion.of("1")))
                .isTrue();
        assertThat(SchemaVersionRange.atMost("2").includes(SchemaVersion.of("10")))
                .isFalse();
    }

    @Test
    void aRangeThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> SchemaVersionRange.between("3", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 and 2");
        assertThatThrownBy(() -> new SchemaVersionRange(null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeReadsAsASentenceDoes() {
        assertThat(SchemaVersionRange.atLeast("2")).hasToString("at least 2");
        assertThat(SchemaVersionRange.atMost("3")).hasToString("at most 3");
        assertThat(SchemaVersionRange.between("2", "3")).hasToString("2 to 3");
    }
}
