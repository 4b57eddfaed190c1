package io.tenancy.audit.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.json.Json;
import io.tenancy.audit.office.Animal;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Client.Address;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Specimen;
import io.tenancy.audit.office.Specimen.Scale;
import io.tenancy.audit.office.Specimen.Size;
import io.tenancy.audit.office.archive.Folder;
import io.tenancy.audit.office.archive.Folder.Key;
import io.tenancy.hibernate.housing.Housing;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** What SQL makes of a row is what Hibernate's events have written of it, attribute by attribute. */
class RowJsonTests {

    private static final String TENANT = Housing.ROWS;

    /** All that JSON escapes, and what lies outside of the basic plane. */
    private static final String ODD = "a \"b\" \\ / \u0001\u001f\t\r\n\u007f ' % é ❄ \uD83D\uDE80";

    private final Office office = Office.shared();

    @Test
    void writesEverySortOfAttributeAsEventsDo() {
        Specimen empty = new Specimen(UUID.randomUUID());
        Specimen full = fill(new Specimen(UUID.randomUUID()));
        office.as(TENANT, session -> {
            session.persist(full.folder);
            session.persist(full.client);
            session.persist(empty);
            session.persist(full);
        });
        for (Specimen specimen : List.of(empty, full)) {
            AuditEvent event = office.last(TENANT, Specimen.class, specimen.id);
            assertAlike(whole("specimen", "id = '" + specimen.id + "'"), event.after());
            assertThat(text("specimen", rows().id("r"), "id = '" + specimen.id + "'"))
                    .isEqualTo(event.entityId());
        }
    }

    @Test
    void writesOfAChangeWhatDiffersAsEventsDo() {
        Specimen before = new Specimen(UUID.randomUUID());
        UUID changing = UUID.randomUUID();
        office.as(TENANT, session -> {
            session.persist(before);
            session.persist(new Specimen(changing));
        });
        office.as(TENANT, session -> {
            Specimen after = fill(session.find(Specimen.class, changing));
            session.persist(after.folder);
            session.persist(after.client);
        });
        AuditEvent event = office.last(TENANT, Specimen.class, changing);
        String from = " from specimen o, specimen n where o.id = '" + before.id + "' and n.id = '" + changing + "'";
        assertAlike(object("select " + rows().differing("o", "n") + from), event.before());
        assertAlike(object("select " + rows().differing("n", "o") + from), event.after());
        assertThat(query("select " + rows().differing("n", "n") + from)).isNull();
    }

    @Test
    void knowsIdsOfSeveralParts() {
        var key = new Key("left " + ODD.replace("\u001f", "").replace("/", ""), (int) Office.id());
        office.as(TENANT, session -> session.persist(new Folder(key, "old")));
        String where = "place = " + key.place();
        AuditEvent event = office.last(TENANT, Folder.class, key);
        assertThat(text("folder", rows("folder").id("r"), where)).isEqualTo(event.entityId());
        assertAlike(whole("folder", where), event.after());
    }

    @Test
    void tellsEntitiesOfATableApart() {
        long cat = Office.id();
        long dog = Office.id();
        office.as(TENANT, session -> {
            session.persist(new Animal.Cat(cat, "Tom", 9));
            session.persist(new Animal.Dog(dog, "Rex"));
        });
        assertAlike(
                whole("animal", "id = " + cat),
                office.last(TENANT, Animal.Cat.class, cat).after());
        assertThat(text("animal", rows("animal").entity("r"), "id = " + cat)).isEqualTo("Cat");
        assertThat(query("select " + rows("animal").entity("r") + " from animal r where id = " + dog))
                .isNull();
    }

    @Test
    void knowsEmbeddedValuesAndWhatIsGuarded() {
        var client = new Client(Office.id(), "Rita");
        client.address = new Address("Lyon", "Quai 1");
        client.iban = "FR76";
        client.contract = ODD.getBytes(StandardCharsets.UTF_8);
        client.credit = new BigDecimal("10.50");
        office.as(TENANT, session -> session.persist(client));
        assertAlike(
                whole("client", "id = " + client.id),
                office.last(TENANT, Client.class, client.id).after());
    }

    @Test
    void knowsWhatEachTableOfAnEntityHas() {
        assertThat(rows("treaty").whole("r")).contains("years").doesNotContain("title");
        assertThat(rows("paper").whole("r")).contains("title").doesNotContain("years");
        assertThat(Capture.require(factory()).rows(factory()).find("topic")).isEmpty();
    }

    private static Specimen fill(Specimen made) {
        made.text = ODD;
        made.letter = 'x';
        made.truth = true;
        made.whole = -7;
        made.big = Long.MAX_VALUE;
        made.amount = new BigDecimal("12345678901234567890.1200");
        made.huge = new BigInteger("123456789012345678901234567890");
        made.ratio = 1.0e-7;
        made.share = 0.1f;
        made.bytes = new byte[200];
        made.uuid = UUID.randomUUID();
        made.day = LocalDate.of(2026, 2, 28);
        made.local = LocalDateTime.of(2026, 2, 28, 12, 0);
        made.time = LocalTime.of(23, 59, 59, 120_000_000);
        made.moment = Instant.parse("2026-02-28T23:30:00.000001Z");
        made.offset = OffsetDateTime.of(2026, 2, 28, 23, 30, 0, 0, ZoneOffset.ofHours(-5));
        made.named = Size.LARGE;
        made.counted = Size.LARGE;
        made.converted = true;
        made.document = new TreeMap<>(Map.of("a", List.of(1L, "two"), "b", Map.of()));
        made.words = new String[] {"a \"b\"", null, ""};
        made.numbers = List.of(1, 2);
        made.scale = new Scale(2.5, Size.SMALL);
        made.digestedText = ODD;
        made.digestedBytes = ODD.getBytes(StandardCharsets.UTF_8);
        made.digestedNumber = -42L;
        made.redacted = "secret";
        made.excluded = "nobody's";
        made.folder = new Folder(new Key("left", (int) Office.id()), "f");
        made.client = new Client(Office.id(), "c");
        return made;
    }

    private RowJson rows() {
        return rows("specimen");
    }

    private RowJson rows(String table) {
        RowJson rows = Capture.require(factory()).rows(factory()).find(table).orElseThrow();
        assertThat(rows.problems()).isEmpty();
        return rows;
    }

    private SessionFactoryImplementor factory() {
        return office.housing.tenancy.sessionFactory().unwrap(SessionFactoryImplementor.class);
    }

    private Map<String, Object> whole(String table, String where) {
        return Json.readObject(text(table, rows(table).whole("r") + "::text", where));
    }

    private Map<String, Object> object(String query) {
        return Json.readObject(query(query));
    }

    private String text(String table, String expression, String where) {
        return query("select " + expression + " from " + table + " r where " + where);
    }

    private String query(String sql) {
        try (Connection superuser = office.housing.witness(TENANT);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both come from a column of jsonb, but for the numbers, whose digits may differ while they are the same. */
    private static void assertAlike(Map<String, Object> sql, Map<String, Object> events) {
        assertThat(sql.keySet()).isEqualTo(events.keySet());
        events.forEach(
                (name, value) -> assertThat(number(sql.get(name))).as(name).isEqualTo(number(value)));
    }

    private static Object number(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros()
                : value instanceof Long whole ? new BigDecimal(whole).stripTrailingZeros() : value;
    }
}
