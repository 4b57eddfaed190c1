package io.tenancy.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenancyListenerTests {

    private static final TenancyEvent EVENT = new TenancyEvent.TenantRegistered(
            Tenant.active("acme", Placement.sharedRows("main")).withAttributes(Map.of("note", "canary")));

    private final RecordedLog log = new RecordedLog("io.tenancy.event");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void tellsEveryListenerInOrder() {
        var heard = new ArrayList<String>();
        TenancyListener.all(List.of(e -> heard.add("first"), e -> heard.add("second")))
                .on(EVENT);

        assertThat(heard).containsExactly("first", "second");
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void aFailingListenerSilencesNobodyAndIsLogged() {
        var heard = new ArrayList<TenancyEvent>();
        var failure = new IllegalStateException("planted");
        TenancyListener.all(List.of(
                        event -> {
                            throw failure;
                        },
                        heard::add))
                .on(EVENT);

        assertThat(heard).containsExactly(EVENT);
        assertThat(log.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
            assertThat(entry.getThrown()).isSameAs(failure);
            assertThat(entry.getMessage())
                    .contains("failed on TenantRegistered")
                    .doesNotContain("canary");
        });
    }

    @Test
    void anErrorPasses() {
        var error = new AssertionError("our bug");
        var all = TenancyListener.all(List.of(event -> {
            throw error;
        }));
        assertThatThrownBy(() -> all.on(EVENT)).isSameAs(error);
    }
}
