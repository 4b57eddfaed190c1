package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hostile.HostileNames;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "acme-2", "a_b-c", "0198c0de-7000-7abc-8def-0123456789ab", "9--__--"})
    void acceptsWhatKeepsTheRule(String value) {
        assertThat(TenantId.of(value).value()).isEqualTo(value);
        assertThat(TenantId.of(value)).hasToString(value);
        assertThat(TenantId.parse(value)).contains(TenantId.of(value));
    }

    @Test
    void acceptsTheLongestId() {
        assertThat(TenantId.of("a".repeat(63)).value()).hasSize(63);
    }

    static Stream<String> hostile() {
        return HostileNames.known().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileNamesInOnePrintableLine(String value) {
        assertRefused(value);
    }

    @Test
    void refusesThousandsOfHostileNames() {
        HostileNames.all().forEach(TenantIdTests::assertRefused);
    }

    @Test
    void ordersByCharacterCode() {
        assertThat(Stream.of("b", "a_b", "0", "ab", "a", "a0", "a-b")
                        .map(TenantId::of)
                        .sorted())
                .extracting(TenantId::value)
                .containsExactly("0", "a", "a-b", "a0", "a_b", "ab", "b");
    }

    private static void assertRefused(String value) {
        assertThat(TenantId.parse(value)).isEmpty();
        assertThatThrownBy(() -> TenantId.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("Tenant id '")
                .hasSizeLessThan(1_000)
                .matches(message -> message.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '…'), "printable");
    }
}
