package io.tenancy.hibernate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenancy.hibernate.housing.Housing;
import jakarta.data.page.PageRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetPageTests {

    private static final Parcels parcels = Parcels.shared();
    private static final Housing housing = parcels.housing;
    private static final Paging paging = Paging.ofThisProcess();

    static Stream<String> placements() {
        return Housing.placements();
    }

    private static SelectionSpecification<Parcel> all() {
        return Parcels.all();
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
                .hasSize(Parcels.ROWS)
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
            assertThat(forwards(session, specification)).hasSize(Parcels.ROWS).doesNotHaveDuplicates();
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
            parcels.statements.clear();
            var second =
                    paging.scroll(session, specification, PageRequest.ofSize(3).afterCursor(first.cursor(0)));
            assertThat(second).extracting(Parcel::id).containsExactly(2L, 3L, 4L);
        });
        assertThat(parcels.statements).hasSize(2);
        assertThat(parcels.statements)
                .first()
                .asString()
                .contains("p1_0.weight>=?")
                .doesNotContain("p1_0.weight is null");
        assertThat(parcels.statements)
                .last()
                .asString()
                .contains("p1_0.weight is null")
                .doesNotContain(">=");
        housing.as(Housing.DATABASE, session -> session.createMutationQuery("update Parcel set weight = null")
                .executeUpdate());
    }

    private static List<String> sqlOfSecondPage(SelectionSpecification<Parcel> specification) {
        return housing.from(Housing.ROWS, session -> {
            var page = paging.scroll(session, specification, PageRequest.ofSize(5));
            parcels.statements.clear();
            paging.scroll(session, specification, page.nextPageRequest());
            return List.copyOf(parcels.statements);
        });
    }

    @Test
    void knowsWhetherThereIsMore() {
        var specification = all();
        housing.as(Housing.ROWS, session -> {
            var first = paging.scroll(session, specification, PageRequest.ofSize(Parcels.ROWS - 1));
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
    }
}
