package io.tenancy.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenancyListenerTests {

    private static final TenancyEvent EVENT = new TenancyEvent.TenantRegistered(
            Tenant.active("acme", Placement.sharedRows("main")).withAttributes(Map.of("note", "canary")));

    /** System.Logger without a binding writes here. */
    private final Logger log = Logger.getLogger("io.tenancy.event");

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void record() {
        log.setUseParentHandlers(false);
        log.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        log.removeHandler(recorder);
        log.setUseParentHandlers(true);
    }

    @Test
    void tellsEveryListenerInOrder() {
        var heard = new ArrayList<String>();
        TenancyListener.all(List.of(e -> heard.add("first"), e -> heard.add("second")))
                .on(EVENT);

        assertThat(heard).containsExactly("first", "second");
        assertThat(logged).isEmpty();
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
        assertThat(logged).singleElement().satisfies(entry -> {
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
