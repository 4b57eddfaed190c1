package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Client.Address;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.archive.Folder;
import io.tenancy.audit.office.archive.Folder.Key;
import io.tenancy.audit.office.archive.Scrap;
import io.tenancy.audit.report.AuditReport;
import io.tenancy.hibernate.housing.Housing;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of what is kept. */
class DetailTests {

    private static final String TENANT = Housing.ROWS;

    private final Office office = Office.shared();
    private final long id = Office.id();

    @Test
    void keepsNoValueOfWhatIsRedactedOrDigested() {
        office.as(TENANT, session -> session.persist(client("FR76-secret", "contract-one", "Quai 1")));
        office.as(TENANT, session -> {
            Client client = session.find(Client.class, id);
            client.iban = "FR99-secret";
            client.contract = "contract-two".getBytes(StandardCharsets.UTF_8);
            client.address = new Address("Lyon", "Quai 2");
        });
        AuditEvent event = office.last(TENANT, Client.class, id);
        Object redacted = Map.of("redacted", true);
        assertThat(event.before()).containsOnlyKeys("iban", "contract", "address.street");
        assertThat(event.before()).containsEntry("iban", redacted).containsEntry("address.street", redacted);
        assertThat(event.after()).containsEntry("iban", redacted);
        assertThat(event.before().get("contract"))
                .isNotEqualTo(event.after().get("contract"))
                .asString()
                .matches("\\{sha256=[0-9a-f]{64}}");
        assertThat(office.housing.numberIn(
                        TENANT, "select count(*) from audit_event e where e::text ~ 'secret|Quai|Y29udHJhY3'"))
                .isZero();
    }

    @Test
    void recordsAPackageButWhatIsExempt() {
        office.as(TENANT, session -> {
            session.persist(new Folder(new Key("left", (int) id), "old"));
            session.persist(new Scrap(id));
        });
        AuditEvent event = office.last(TENANT, Folder.class, new Key("left", (int) id));
        assertThat(event.entityId()).isEqualTo("{\"place\":" + id + ",\"shelf\":\"left\"}");
        assertThat(office.history(TENANT, Scrap.class, id)).isEmpty();
    }

    @Test
    void reportsEachTable() {
        Map<String, CapturedBy> tables =
                AuditReport.of(office.housing.tenancy.sessionFactory()).tables();
        assertThat(tables)
                .containsEntry("client", CapturedBy.EVENTS)
                .containsEntry("client_tag", CapturedBy.EVENTS)
                .containsEntry("treaty", CapturedBy.EVENTS)
                .containsEntry("folder", CapturedBy.EVENTS)
                .containsEntry("topic", CapturedBy.NOTHING)
                .containsEntry("scrap", CapturedBy.NOTHING)
                .hasSize(22);
    }

    private Client client(String iban, String contract, String street) {
        var client = new Client(id, "Rita");
        client.iban = iban;
        client.contract = contract.getBytes(StandardCharsets.UTF_8);
        client.address = new Address("Lyon", street);
        return client;
    }
}
