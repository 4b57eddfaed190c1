package io.tenancy.migrate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptNameTests {

    @Test
    void namesTheNextVersion() {
        assertThat(ScriptName.after(null, "x")).isEqualTo("V1__x.sql");
        assertThat(ScriptName.after("1.9", "more_orders")).isEqualTo("V1.10__more_orders.sql");
        assertThat(ScriptName.after("20261122", "x")).isEqualTo("V20261123__x.sql");
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertThatThrownBy(() -> ScriptName.after("1", "../x")).isInstanceOf(IllegalArgumentException.class);
    }
}
