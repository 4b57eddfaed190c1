package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.audit.log.LogDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ErasureTests {

    private static final LogDatabase LOG = LogDatabase.ofRows();
    private static final Actor OFFICER = Actor.user("eve").withReason("request 12");

    @AfterAll
    static void close() {
        LOG.close();
    }

    @Test
    void leavesTheSealIntactAndNoValue() throws SQLException {
        LOG.write("acme", 10);
        LOG.write("acme", 10);
        LOG.write("other", 10);
        Waiting.seal(Sealer.of(LOG.place()), 30);

        long events = Erasure.in(LOG.place()).erase("acme", Subject.row("Letter", "7"), OFFICER);

        assertThat(events).isEqualTo(2);
        String erased = "select count(*) from audit_event where entity_id = '7' and erased is not null"
                + " and before is null and after is null and salt is null and tenant_id = ";
        assertThat(LOG.number(erased + "'acme'")).isEqualTo(2);
        assertThat(LOG.number(erased + "'other'")).isZero();
        assertThat(LOG.number("select count(*) from audit_event where kind = 'ERASED' and tenant_id = 'acme'"
                        + " and actor = 'eve' and reason = 'request 12' and after = '{\"events\": 2}'"))
                .isEqualTo(1);
        Verification found = Verifier.of(LOG.place()).verify("acme");
        assertThat(found.findFlaw()).isEmpty();
        assertThat(found.erased()).isEqualTo(2);
        assertThat(found.unsealed()).isEqualTo(1);
        Waiting.seal(Sealer.of(LOG.place()), 1);
        assertThat(Verifier.of(LOG.place()).verify("acme").events()).isEqualTo(21);
    }

    @Test
    void beforeTheSealIsSealedAsErased() throws SQLException {
        LOG.write("early", 3);
        assertThat(Erasure.in(LOG.place()).erase("early", Subject.actor("ann"), OFFICER))
                .isEqualTo(3);
        assertThat(Erasure.in(LOG.place()).erase("early", Subject.actor("ann"), OFFICER))
                .isZero();
        Waiting.seal(Sealer.of(LOG.place()), 5);
        Verification found = Verifier.of(LOG.place()).verify("early");
        assertThat(found.findFlaw()).isEmpty();
        assertThat(found.erased()).isEqualTo(3);
    }

    @Test
    void thatIsForgedIsFound() throws SQLException {
        LOG.write("forged", 3);
        Waiting.seal(Sealer.of(LOG.place()), 3);
        Erasure.in(LOG.place()).erase("forged", Subject.row("Letter", "1"), OFFICER);
        assertThat(Verifier.of(LOG.place()).verify("forged").isIntact()).isTrue();
        String[] forgeries = {
            "update audit_event set erased = sha256('x'), before = null, after = null, salt = null where entity_id = '2'",
            "update audit_event set before = null, after = null, salt = null where entity_id = '2'",
            "update audit_event set after = '{\"subject\": \"planted\"}' where entity_id = '1' and kind <> 'ERASED'",
            "update audit_event set actor = 'bob' where entity_id = '1' and kind <> 'ERASED'",
            "update audit_event set erased = null where entity_id = '1' and kind <> 'ERASED'",
        };
        for (String forgery : forgeries) {
            LOG.execute("create table kept as select * from audit_event where tenant_id = 'forged'; " + forgery
                    + " and tenant_id = 'forged'");
            assertThat(Verifier.of(LOG.place()).verify("forged").findFlaw())
                    .as(forgery)
                    .map(Flaw::kind)
                    .contains(Flaw.Kind.EDITED);
            LOG.execute("delete from audit_event where tenant_id = 'forged';"
                    + " insert into audit_event select * from kept; drop table kept");
        }
        assertThat(Verifier.of(LOG.place()).verify("forged").isIntact()).isTrue();
    }

    @Test
    void isForTheOwnerAlone() {
        assertThatThrownBy(() ->
                        Erasure.in(LOG.placeAs(LOG.database.app())).erase("acme", Subject.row("Letter", "1"), OFFICER))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
}
