package io.tenancy.audit.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.AuditSettings;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.Savepoints;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener hears of each committed event once, and of nothing else. */
class ListenerTests {

    private static final Office OFFICE = Office.shared();
    private static final List<CommittedEvent> HEARD = new ArrayList<>();
    private static boolean failing;
    private static HibernateTenancy tenancy;

    private final long id = Office.id();

    @BeforeAll
    static void open() {
        AuditListener listener = events -> {
            HEARD.addAll(events);
            if (failing) {
                throw new IllegalStateException("planted");
            }
        };
        tenancy = another(listener);
    }

    private static HibernateTenancy another(Object listener) {
        return OFFICE.housing.another(
                builder -> builder.setting(AuditSettings.LISTENER, listener).setting(AuditSettings.ROWS_AT_MOST, 2),
                Letter.class,
                Client.class,
                Topic.class);
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @BeforeEach
    void forget() {
        HEARD.clear();
        failing = false;
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void hearsAfterTheCommit(String tenant) {
        as(tenant, session -> {
            session.persist(new Letter(id, "hello"));
            session.flush();
            assertThat(HEARD).isEmpty();
        });
        assertThat(HEARD).singleElement().satisfies(event -> {
            assertThat(event.tenant().value()).isEqualTo(tenant);
            assertThat(event.change().kind()).isEqualTo(Kind.INSERT);
            assertThat(event.change().after()).containsEntry("subject", "hello");
            assertThat(event.origin().actor()).isEqualTo(Office.ANN);
        });
        assertThat(ids(tenant)).containsExactly(HEARD.get(0).id());
    }

    @Test
    void hearsEachOnceThoughTheTransactionWroteInParts() {
        as(Housing.ROWS, session -> {
            for (int i = 0; i < 5; i++) {
                session.persist(new Letter(Office.id(), "hello"));
                session.flush();
            }
        });
        assertThat(HEARD).hasSize(5).extracting(CommittedEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void hearsNothingOfWhatWasRolledBack() {
        assertThatThrownBy(() -> as(Housing.ROWS, session -> {
                    session.persist(new Letter(id, "hello"));
                    session.persist(new Letter(Office.id(), "written in parts"));
                    session.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        as(Housing.ROWS, session -> session.persist(new Letter(Office.id(), "another")));
        assertThat(HEARD)
                .singleElement()
                .satisfies(event -> assertThat(event.change().after()).containsEntry("subject", "another"));
    }

    @Test
    void hearsOfASavepointOnlyWithTheTransactionAroundIt() {
        as(Housing.ROWS, session -> {
            Savepoints.in(session).run(part -> part.persist(new Letter(id, "kept")));
            assertThat(HEARD).isEmpty();
            assertThatThrownBy(() -> Savepoints.in(session).run(part -> {
                        part.persist(new Letter(Office.id(), "never"));
                        part.flush();
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
        });
        assertThat(HEARD).extracting(event -> event.change().id()).containsExactly("" + id);
        HEARD.clear();
        assertThatThrownBy(() -> as(Housing.ROWS, session -> {
                    Savepoints.in(session).run(part -> part.persist(new Letter(Office.id(), "lost")));
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(HEARD).isEmpty();
    }

    @Test
    void breaksNothingThatIsCommitted() {
        failing = true;
        assertThatCode(() -> as(Housing.ROWS, session -> session.persist(new Letter(id, "hello"))))
                .doesNotThrowAnyException();
        assertThat(HEARD).hasSize(1);
        assertThat(ids(Housing.ROWS)).hasSize(1);
    }

    @Test
    void refusesAListenerThatIsNone() {
        assertThatThrownBy(() -> another("loud").close())
                .isInstanceOfSatisfying(TenancyConfigurationException.class, refusal -> assertThat(refusal.problems())
                        .singleElement()
                        .asString()
                        .contains(AuditSettings.LISTENER, "AuditListener"));
    }

    private List<UUID> ids(String tenant) {
        return OFFICE.history(tenant, Letter.class, id).stream()
                .map(event -> event.id())
                .toList();
    }

    private static void as(String tenant, java.util.function.Consumer<Session> work) {
        Office.context(tenant).run(() -> tenancy.inTransaction(work));
    }
}
