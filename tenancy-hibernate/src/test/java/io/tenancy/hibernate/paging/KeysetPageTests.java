package io.tenancy.hibernate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.paging.CursorRefusedException.Reason;
import io.tenancy.hibernate.paging.Parcel.Handling;
import io.tenancy.hibernate.paging.Parcel.Size;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetPageTests {

    private static final int ROWS = 12;

    private static final Paging paging = Paging.ofThisProcess();
    private static final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    private static Housing housing;

    @BeforeAll
    static void open() {
        StatementInspector inspector = sql -> {
            statements.add(sql);
            return sql;
        };
        housing = Housing.of(
                Parcel.TABLES,
                builder -> builder.setting(JdbcSettings.STATEMENT_INSPECTOR, inspector),
                Parcel.class,
                Parcel.Stamp.class);
        Housing.placements().forEach(tenant -> {
            store(tenant, 1);
            store(Housing.other(tenant), 101);
        });
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    private static void store(String tenant, long first) {
        housing.as(tenant, session -> LongStream.range(0, ROWS).forEach(i -> {
            var parcel = new Parcel(first + i);
            parcel.shelf = (int) i % 3;
            parcel.label = i % 4 == 0 ? null : i % 2 == 0 ? "B" : "b";
            parcel.size = i % 5 == 0 ? null : Size.values()[(int) i % 3];
            parcel.handling = i % 5 == 1 ? null : Handling.values()[(int) i % 2];
            parcel.price = i % 3 == 0 ? null : new BigDecimal("1.2500").add(BigDecimal.valueOf(i % 2));
            parcel.sent = i % 3 == 1
                    ? null
                    : Instant.parse("2026-01-01T00:00:00.123456Z").plusNanos(1000 * (i % 4));
            parcel.code = i % 3 == 2 ? null : new UUID(i % 2, i % 4);
            parcel.parent = i % 4 == 1 ? null : session.getReference(Parcel.class, first + i % 3);
            parcel.stamps.add(new Parcel.Stamp(first + 2000 + 2 * i, parcel));
            parcel.stamps.add(new Parcel.Stamp(first + 2001 + 2 * i, parcel));
            session.persist(parcel);
        }));
    }

    static Stream<String> placements() {
        return Housing.placements();
    }

    private static SelectionSpecification<Parcel> all() {
        return SelectionSpecification.create(Parcel.class);
    }

    private static List<Parcel> forwards(SharedSessionContract session, SelectionSpecification<Parcel> specification) {
        List<Parcel> met = new ArrayList<>();
        var page = paging.scroll(session, specification, PageRequest.ofSize(5));
        met.addAll(page.content());
        while (page.hasNext()) {
            page = paging.scroll(session, specification, page.nextPageRequest());
            met.addAll(page.content());
        }
        return met;
    }

    private static List<Parcel> backwards(SharedSessionContract session, SelectionSpecification<Parcel> specification) {
        List<Parcel> met = new ArrayList<>();
        var page = paging.scroll(session, specification, PageRequest.ofSize(1000));
        var last = page.content().size() - 1;
        met.add(page.content().get(last));
        page = paging.scroll(session, specification, PageRequest.ofSize(5).beforeCursor(page.cursor(last)));
        met.addAll(reversed(page.content()));
        while (page.hasPrevious()) {
            page = paging.scroll(session, specification, page.previousPageRequest());
            met.addAll(reversed(page.content()));
        }
        return reversed(met);
    }

    private static <T> List<T> reversed(List<T> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Each way against the list as a whole: what Hibernate reads without paging, sorted by PostgreSQL. */
    private static void walk(String tenant, SelectionSpecification<Parcel> specification) {
        housing.as(tenant, session -> {
            var expected = specification.createQuery(session).getResultList().size();
            var whole = paging.scroll(session, specification, PageRequest.ofSize(1000))
                    .content();
            assertThat(whole).hasSize(expected).doesNotHaveDuplicates();
            assertThat(whole).extracting(Parcel::tenantId).containsOnly(tenant);
            assertThat(forwards(session, specification)).isEqualTo(whole);
            assertThat(backwards(session, specification)).isEqualTo(whole);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"shelf", "label", "size", "handling", "price", "sent", "code", "parent", "id"})
    void walksInEveryTypeOfColumn(String attribute) {
        walk(Housing.ROWS, all().sort(Order.asc(Parcel.class, attribute)));
        walk(Housing.ROWS, all().sort(Order.desc(Parcel.class, attribute)));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void walksInMixedDirections(String tenant) {
        walk(
                tenant,
                all().sort(Order.desc(Parcel.class, "size").withNullsLast())
                        .sort(Order.asc(Parcel.class, "label").withNullsFirst())
                        .sort(Order.desc(Parcel.class, "shelf")));
    }

    @Test
    void walksIgnoringCaseAndByExpression() {
        walk(Housing.ROWS, all().sort(Order.asc(Parcel.class, "label").ignoringCase()));
        walk(
                Housing.ROWS,
                SelectionSpecification.create(
                        Parcel.class,
                        "from Parcel p left join p.parent q where p.shelf < 2 order by coalesce(p.label, ''), q.label desc"));
    }

    @Test
    void walksWithAFilterAndWhatIsFetchedAlong() {
        walk(
                Housing.ROWS,
                all().restrict(Restriction.restrict(Parcel.class, "shelf", Range.closed(0, 1)))
                        .sort(Order.asc(Parcel.class, "price"))
                        .fetch(Path.from(Parcel.class).to("stamps", Parcel.Stamp.class)));
        walk(Housing.ROWS, all());
    }

    @Test
    void walksWithoutState() {
        var specification = all().sort(Order.desc(Parcel.class, "sent"));
        housing.statelessAs(Housing.ROWS, session -> assertThat(forwards(session, specification))
                .extracting(Parcel::id)
                .hasSize(ROWS)
                .doesNotHaveDuplicates());
    }

    /** The keys of a row come from the database: those of an entity may have been changed since. */
    @Test
    void isNotLedAstrayByEntitiesThatWereLoadedBefore() {
        housing.as(Housing.ROWS, session -> {
            session.setDefaultReadOnly(true);
            var specification = all().sort(Order.asc(Parcel.class, "shelf"));
            session.find(Parcel.class, 1L).shelf = 2;
            session.find(Parcel.class, 3L).shelf = 0;
            assertThat(forwards(session, specification)).hasSize(ROWS).doesNotHaveDuplicates();
        });
    }

    @Test
    void comparesRowsWhereNothingCanBeNullAndAllGoesOneWay() {
        assertThat(sqlOfSecondPage(all().sort(Order.asc(Parcel.class, "shelf"))))
                .singleElement()
                .asString()
                .contains("(p1_0.shelf,p1_0.id)>(?,?)", "p1_0.tenant_id = ?");
        assertThat(sqlOfSecondPage(all().sort(Order.desc(Parcel.class, "shelf"))))
                .singleElement()
                .asString()
                .contains("(p1_0.shelf,p1_0.id)<(?,?)");
    }

    @Test
    void boundsTheLeadingColumnWhereDirectionsDiffer() {
        assertThat(sqlOfSecondPage(all().sort(Order.asc(Parcel.class, "shelf")).sort(Order.desc(Parcel.class, "id"))))
                .singleElement()
                .asString()
                .contains("p1_0.shelf>=? and (p1_0.shelf>? or p1_0.shelf=? and p1_0.id<?)", "p1_0.tenant_id = ?");
    }

    /** Then an index leads to both; the second is read only when the first has ended. */
    @Test
    void readsRowsWithoutAValueApart() {
        var specification = all().sort(Order.asc(Parcel.class, "weight").withNullsLast());
        housing.as(Housing.DATABASE, session -> {
            session.find(Parcel.class, 1L).weight = 1;
            session.find(Parcel.class, 2L).weight = 2;
        });
        housing.as(Housing.DATABASE, session -> {
            var first = paging.scroll(session, specification, PageRequest.ofSize(1));
            statements.clear();
            var second =
                    paging.scroll(session, specification, PageRequest.ofSize(3).afterCursor(first.cursor(0)));
            assertThat(second).extracting(Parcel::id).containsExactly(2L, 3L, 4L);
        });
        assertThat(statements).hasSize(2);
        assertThat(statements).first().asString().contains("p1_0.weight>=?").doesNotContain("p1_0.weight is null");
        assertThat(statements).last().asString().contains("p1_0.weight is null").doesNotContain(">=");
        housing.as(Housing.DATABASE, session -> session.createMutationQuery("update Parcel set weight = null")
                .executeUpdate());
    }

    private static List<String> sqlOfSecondPage(SelectionSpecification<Parcel> specification) {
        return housing.from(Housing.ROWS, session -> {
            var page = paging.scroll(session, specification, PageRequest.ofSize(5));
            statements.clear();
            paging.scroll(session, specification, page.nextPageRequest());
            return List.copyOf(statements);
        });
    }

    @Test
    void knowsWhetherThereIsMore() {
        var specification = all();
        housing.as(Housing.ROWS, session -> {
            var first = paging.scroll(session, specification, PageRequest.ofSize(ROWS - 1));
            assertThat(first.hasPrevious()).isFalse();
            assertThat(first.findNext()).isPresent();
            var last = paging.scroll(session, specification, first.nextPageRequest());
            assertThat(last.content()).hasSize(1);
            assertThat(last.hasPrevious()).isTrue();
            assertThat(last.findNext()).isEmpty();
            var back = paging.scroll(session, specification, last.previousPageRequest());
            assertThat(back.content()).isEqualTo(first.content());
            assertThat(back.hasPrevious()).isFalse();
            assertThat(back.hasNext()).isTrue();
            assertThat(back.hasTotals()).isFalse();
            assertThatIllegalStateException().isThrownBy(back::totalElements);
        });
    }

    @Test
    void travelsAsText() {
        housing.as(Housing.ROWS, session -> {
            var first = paging.scroll(session, all(), PageRequest.ofSize(5));
            String text = first.findNext().orElseThrow();
            assertThat(text).matches("[A-Za-z0-9_-]+");
            var second = paging.scroll(session, all(), KeysetPage.after(text, 5));
            assertThat(second).extracting(Parcel::id).containsExactly(6L, 7L, 8L, 9L, 10L);
            var again = paging.scroll(
                    session, all(), KeysetPage.before(second.findPrevious().orElseThrow(), 5));
            assertThat(again.content()).isEqualTo(first.content());
        });
    }

    @Test
    void everyNodeWithTheKeyTakesACursorAndNoOther() {
        var secret = new byte[32];
        var one = Paging.with(CursorKey.of(secret));
        var two = Paging.with(CursorKey.of(secret));
        housing.as(Housing.ROWS, session -> {
            String cursor =
                    one.scroll(session, all(), PageRequest.ofSize(5)).findNext().orElseThrow();
            assertThat(two.scroll(session, all(), KeysetPage.after(cursor, 5)).content())
                    .hasSize(5);
        });
        refuses(Reason.NOT_AUTHENTIC, Housing.ROWS, one, all(), all());
    }

    @ParameterizedTest
    @MethodSource("placements")
    void refusesTheCursorOfAnotherTenant(String tenant) {
        String other = Housing.other(tenant);
        String cursor = housing.from(other, session -> cursor(session, paging, all()));
        housing.as(tenant, session -> assertThatExceptionOfType(CursorRefusedException.class)
                .isThrownBy(() -> paging.scroll(session, all(), KeysetPage.after(cursor, 5)))
                .withMessage("Cursor over Parcel of tenant '" + tenant
                        + "' refused: it belongs to another tenant. Start at the first page.")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER_TENANT)));
        housing.as(other, session -> assertThat(paging.scroll(session, all(), KeysetPage.after(cursor, 5)))
                .hasSize(5));
    }

    @Test
    void refusesAnotherSort() {
        var sorted = all().sort(Order.asc(Parcel.class, "label"));
        refuses(Reason.OTHER_SORT, Housing.ROWS, paging, all(), sorted);
        refuses(Reason.OTHER_SORT, Housing.ROWS, paging, sorted, all().sort(Order.desc(Parcel.class, "label")));
        refuses(
                Reason.OTHER_SORT,
                Housing.ROWS,
                paging,
                sorted,
                all().sort(Order.asc(Parcel.class, "label").withNullsFirst()));
        refuses(
                Reason.OTHER_SORT,
                Housing.ROWS,
                paging,
                sorted,
                all().sort(Order.asc(Parcel.class, "label").ignoringCase()));
    }

    @Test
    void refusesAnotherFilter() {
        UnaryOperator<SelectionSpecification<Parcel>> first =
                s -> s.restrict(Restriction.restrict(Parcel.class, "shelf", Range.lessThanOrEqualTo(1)));
        UnaryOperator<SelectionSpecification<Parcel>> second =
                s -> s.restrict(Restriction.restrict(Parcel.class, "shelf", Range.lessThanOrEqualTo(2)));
        refuses(Reason.OTHER_FILTER, Housing.ROWS, paging, first.apply(all()), second.apply(all()));
        refuses(Reason.OTHER_FILTER, Housing.ROWS, paging, first.apply(all()), all());
    }

    private static void refuses(
            Reason reason,
            String tenant,
            Paging maker,
            SelectionSpecification<Parcel> made,
            SelectionSpecification<Parcel> used) {
        housing.as(tenant, session -> {
            String cursor = cursor(session, maker, made);
            assertThatExceptionOfType(CursorRefusedException.class)
                    .isThrownBy(() -> paging.scroll(session, used, KeysetPage.after(cursor, 5)))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        });
    }

    private static String cursor(SharedSessionContract session, Paging paging, SelectionSpecification<Parcel> made) {
        return paging.scroll(session, made, PageRequest.ofSize(5)).findNext().orElseThrow();
    }

    @Test
    void refusesACursorWithAnyCharacterChanged() {
        housing.as(Housing.ROWS, session -> {
            String cursor = cursor(session, paging, all());
            for (int i = 0; i < cursor.length(); i++) {
                char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
                String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
                assertThatExceptionOfType(CursorRefusedException.class)
                        .isThrownBy(() -> paging.scroll(session, all(), KeysetPage.after(changed, 5)))
                        .satisfies(refusal ->
                                assertThat(refusal.reason()).isIn(Reason.NOT_AUTHENTIC, Reason.OTHER_VERSION));
            }
        });
    }

    @Test
    void refusesWhatIsNoCursor() {
        housing.as(Housing.ROWS, session -> {
            for (String text : List.of("", "A", "AQ", "AQAA", "no cursor!", "x".repeat(10_000))) {
                assertThatExceptionOfType(CursorRefusedException.class)
                        .isThrownBy(() -> paging.scroll(session, all(), KeysetPage.after(text, 5)));
            }
            // As Jakarta Data itself makes them: raw keys.
            var raw = PageRequest.ofSize(5).afterCursor(Cursor.forKey(1, 2L));
            assertThatExceptionOfType(CursorRefusedException.class)
                    .isThrownBy(() -> paging.scroll(session, all(), raw));
        });
    }

    /** What rows hold does not get into a link. */
    @Test
    void hidesWhatItHolds() {
        housing.as(Housing.SCHEMA, session -> {
            session.find(Parcel.class, 1L).label = "a secret label";
            session.flush();
            var page = paging.scroll(session, all().sort(Order.asc(Parcel.class, "label")), PageRequest.ofSize(1));
            byte[] bytes =
                    java.util.Base64.getUrlDecoder().decode(page.findNext().orElseThrow());
            assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("secret")
                    .doesNotContain("schema-a");
        });
    }

    @Test
    void refusesAPageNumberAndAPositionInTheSelectList() {
        housing.as(Housing.ROWS, session -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> paging.scroll(session, all(), PageRequest.ofPage(2)))
                    .withMessageStartingWith("Scroll to page 2 refused");
            var byPosition = SelectionSpecification.create(Parcel.class, "select p from Parcel p order by 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> paging.scroll(session, byPosition, PageRequest.ofSize(2)))
                    .withMessageStartingWith("Keyset of Parcel refused");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CursorKey.of(new byte[31]))
                .withMessage("Cursor key refused: expected at least 32 bytes, found 31.");
    }
}
