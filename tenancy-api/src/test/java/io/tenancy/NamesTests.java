package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hostile.HostileNames;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTests {

    static Stream<String> hostile() {
        return HostileNames.known().stream().filter(text -> !text.equals("_acme"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "_t", "t_acme_2", "tenant"})
    void acceptsSchemaNames(String value) {
        assertThat(SchemaName.of(value)).hasToString(value);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @ValueSource(strings = {"public", "information_schema", "pg_catalog", "pg_temp", "pg_", "2acme", "a-b"})
    void refusesSchemaNames(String value) {
        assertThatThrownBy(() -> SchemaName.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Schema name '")
                .hasMessageMatching("[ -~…]*");
    }

    @Test
    void refusesThousandsOfHostileSchemaNames() {
        HostileNames.all().filter(text -> !text.equals("_acme")).forEach(this::refusesSchemaNames);
    }

    @Test
    void generatesTheSameNameForTheSameIdAlways() {
        assertThat(SchemaName.generatedFor(TenantId.of("acme"))).hasToString("t_acme_822b33ad87c148a0");
    }

    @Test
    void generatesAReadableNameThatKeepsTheRuleForTheLongestId() {
        SchemaName name = SchemaName.generatedFor(TenantId.of("a".repeat(63)));
        assertThat(name.value()).startsWith("t_aaaa").hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void generatesDifferentNamesForIdsThatLookAlike() {
        var names = new HashSet<SchemaName>();
        Stream.of("a-b", "a_b", "a-b-", "a_b_", "x".repeat(62) + "1", "x".repeat(62) + "2", "x".repeat(40))
                .map(TenantId::of)
                .map(SchemaName::generatedFor)
                .forEach(name -> assertThat(names.add(name)).as(name.value()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "eu-2", "0", "a_b"})
    void acceptsServerNames(String value) {
        assertThat(ServerName.of(value)).hasToString(value);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @ValueSource(strings = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddX")
    void refusesServerNames(String value) {
        assertThatThrownBy(() -> ServerName.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Server name '")
                .hasMessageMatching("[ -~…]*");
    }
}
