package io.tenancy.hibernate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.paging.CursorRefusedException.Reason;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CursorTests {

    private static final Housing housing = Parcels.shared().housing;
    private static final Paging paging = Paging.ofThisProcess();

    static Stream<String> placements() {
        return Housing.placements();
    }

    private static SelectionSpecification<Parcel> all() {
        return Parcels.all();
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
    void takesCursorsOfAFormerKeyAndMakesNoneWithIt() {
        var old = Paging.with(CursorKey.random());
        CursorKey fresh = CursorKey.random();
        CursorKey former = CursorKey.random();
        var before = Paging.with(former);
        var changed = Paging.with(fresh).withFormerKey(former);
        housing.as(Housing.ROWS, session -> {
            String cursor = cursor(session, before, all());
            var second = changed.scroll(session, all(), KeysetPage.after(cursor, 5));
            assertThat(second).extracting(Parcel::id).containsExactly(6L, 7L, 8L, 9L, 10L);
            String next = second.findNext().orElseThrow();
            assertThat(Paging.with(fresh).scroll(session, all(), KeysetPage.after(next, 5)))
                    .hasSize(2);
            assertThatExceptionOfType(CursorRefusedException.class)
                    .isThrownBy(() -> before.scroll(session, all(), KeysetPage.after(next, 5)));
            assertThatExceptionOfType(CursorRefusedException.class)
                    .isThrownBy(() -> changed.scroll(session, all(), KeysetPage.after(cursor(session, old, all()), 5)));
        });
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CursorKey.of(new byte[31]))
                .withMessage("Cursor key refused: expected at least 32 bytes, found 31.");
    }
}
