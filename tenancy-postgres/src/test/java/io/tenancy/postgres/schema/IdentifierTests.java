package io.tenancy.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTests {

    @Test
    void quotesWhatLooksLikeSql() {
        assertThat(Identifier.of("post").quoted()).isEqualTo("\"post\"");
        assertThat(Identifier.of("x\"; drop table \"post").quoted()).isEqualTo("\"x\"\"; drop table \"\"post\"");
        assertThat(QualifiedName.of("a.b", "Select").quoted()).isEqualTo("\"a.b\".\"Select\"");
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(Identifier.of("ä".repeat(31)).quoted()).isEqualTo('"' + "ä".repeat(31) + '"');
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifier.of("ä".repeat(32)))
                .withMessageContaining("64 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> Identifier.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\nb", "a\rb", "a\u001bb", "a\u0085b", "\ud800", "a\udc00"})
    void refusesWhatNoNameHas(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Identifier.of(name))
                .withMessageNotContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "post",
                "äöü",
                "ääääääääääääääääääääääääääääääääääääääää",
                "𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞"
            })
    void generatesNamesThatFitAndDifferBySource(String readable) {
        var name = Identifier.generated(readable, "one");

        assertThat(name).isEqualTo(Identifier.generated(readable, "one"));
        assertThat(name).isNotEqualTo(Identifier.generated(readable, "two"));
        assertThat(name.name().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
        assertThat(name.name()).matches(".*_[0-9a-f]{16}");
    }

    @Test
    void quotesLiterals() {
        assertThat(new Literal("it's").quoted()).isEqualTo("'it''s'");
        assertThatIllegalArgumentException().isThrownBy(() -> new Literal("a\\"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Literal("a\0"));
    }
}
