package io.tenancy.hibernate.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hibernate.housing.Housing;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetPageTests {

    /** Of these 23 stand on shelf 1. The other tenant in the same place has as many, and all of them on shelf 1. */
    private static final int ROWS = 40;

    private static final int MATCHING = 23;

    private static final Paging paging = Paging.ofThisProcess();
    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(Parcel.TABLES, Parcel.class, Parcel.Stamp.class);
        Housing.placements().forEach(tenant -> {
            store(tenant, MATCHING);
            store(Housing.other(tenant), ROWS);
        });
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    private static void store(String tenant, int onShelf) {
        long first = tenant.endsWith("-a") ? 1 : 1001;
        housing.as(tenant, session -> IntStream.range(0, ROWS).forEach(i -> {
            var parcel = new Parcel(first + i);
            parcel.shelf = i < onShelf ? 1 : 2;
            parcel.stamps.add(new Parcel.Stamp(first + 2000 + 2 * i, parcel));
            parcel.stamps.add(new Parcel.Stamp(first + 2001 + 2 * i, parcel));
            session.persist(parcel);
        }));
    }

    private static SelectionSpecification<Parcel> onShelf(int shelf) {
        return SelectionSpecification.create(Parcel.class)
                .restrict(Restriction.restrict(Parcel.class, "shelf", Range.singleValue(shelf)))
                .sort(Order.desc(Parcel.class, "id"));
    }

    private static OffsetPage<Parcel> page(Session session, long number, int size, Total total) {
        return paging.page(session, onShelf(1), PageRequest.ofPage(number).size(size), total);
    }

    static Stream<String> placements() {
        return Housing.placements();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void hasTheTenantsOwnRowsInTheirSort(String tenant) {
        housing.as(tenant, session -> {
            var page = page(session, 2, 10, Total.exact());
            assertThat(page).extracting(Parcel::id).containsExactly(13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L);
            assertThat(page).extracting(Parcel::tenantId).containsOnly(tenant);
            assertThat(page.totalElements()).isEqualTo(MATCHING);
            assertThat(page.totalPages()).isEqualTo(3);
            assertThat(page.hasNext()).isTrue();
            assertThat(page.hasPrevious()).isTrue();
        });
        housing.as(Housing.other(tenant), session -> assertThat(
                        page(session, 1, 10, Total.exact()).totalElements())
                .isEqualTo(ROWS));
    }

    /** begin and the page, with or without a total, then the commit; shared rows and own database, where nothing resets. */
    @ParameterizedTest
    @MethodSource("placements")
    void countsInTheRoundTripThatReadsThePage(String tenant) {
        long without = trips(tenant, Total.none());
        assertThat(trips(tenant, Total.hasNext())).isEqualTo(without);
        assertThat(trips(tenant, Total.exact())).isEqualTo(without);
        assertThat(trips(tenant, Total.upTo(5))).isEqualTo(without);
    }

    private static long trips(String tenant, Total total) {
        Runnable page = () -> housing.as(tenant, session -> page(session, 1, 10, total));
        page.run();
        long before = housing.relay.roundTrips();
        page.run();
        return housing.relay.roundTrips() - before;
    }

    @ParameterizedTest
    @MethodSource("placements")
    void countsUpToABoundOnly(String tenant) {
        housing.as(tenant, session -> {
            var page = page(session, 1, 10, Total.upTo(15));
            assertThat(page.findCount()).contains(new Count(15, false)).get().hasToString("15+");
            assertThat(page.hasTotals()).isFalse();
            assertThat(page.hasNext()).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(page::totalElements)
                    .withMessage(
                            "The total of page 1 is not known: counting ended at 15. Ask for the page with Total.exact().");
            assertThat(page(session, 1, 10, Total.upTo(MATCHING)).totalElements())
                    .isEqualTo(MATCHING);
            assertThat(page(session, 2, 10, Total.upTo(12)).hasNext()).isTrue();
        });
    }

    @Test
    void looksOneRowAhead() {
        housing.as(Housing.ROWS, session -> {
            var first = page(session, 1, 10, Total.hasNext());
            assertThat(first.content()).hasSize(10);
            assertThat(first.hasNext()).isTrue();
            assertThat(first.findCount()).isEmpty();
            assertThat(page(session, 1, MATCHING, Total.hasNext()).hasNext()).isFalse();
        });
    }

    @Test
    void withoutATotalAFullPageIsTakenToHaveANextOne() {
        housing.as(Housing.ROWS, session -> {
            assertThat(page(session, 1, MATCHING, Total.none()).hasNext()).isTrue();
            assertThat(page(session, 3, 10, Total.none()).hasNext()).isFalse();
        });
    }

    @Test
    void theLastPageTellsTheTotalWithoutCounting() {
        housing.as(Housing.ROWS, session -> {
            assertThat(page(session, 3, 10, Total.none()).totalElements()).isEqualTo(MATCHING);
            assertThat(page(session, 1, 30, Total.hasNext()).totalElements()).isEqualTo(MATCHING);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void knowsTheTotalBeyondTheLastPage(String tenant) {
        housing.as(tenant, session -> {
            var page = page(session, 9, 10, Total.exact());
            assertThat(page.hasContent()).isFalse();
            assertThat(page.totalElements()).isEqualTo(MATCHING);
            assertThat(page.hasNext()).isFalse();
            assertThat(page(session, 9, 10, Total.upTo(7)).findCount()).contains(new Count(7, false));
            assertThat(page(session, 9, 10, Total.none()).findCount()).isEmpty();
        });
    }

    @Test
    void knowsThatNothingMatches() {
        housing.as(Housing.ROWS, session -> {
            var page = paging.page(session, onShelf(77), PageRequest.ofSize(10));
            assertThat(page.totalElements()).isZero();
            assertThat(page.hasNext()).isFalse();
            assertThat(page.hasPrevious()).isFalse();
        });
    }

    @Test
    void asksForTheNextAndThePreviousPage() {
        housing.as(Housing.ROWS, session -> {
            Page<Parcel> page = paging.page(session, onShelf(1), PageRequest.ofSize(10));
            int pages = 1;
            while (page.hasNext()) {
                page = paging.page(session, onShelf(1), page.nextPageRequest());
                pages++;
            }
            assertThat(pages).isEqualTo(3);
            assertThat(page.previousPageRequest().page()).isEqualTo(2);
            assertThatThrownBy(page::nextPageRequest).isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void aCollectionThatIsFetchedAlongRepeatsNoRow() {
        housing.as(Housing.ROWS, session -> {
            var specification = onShelf(1).fetch(Path.from(Parcel.class).to("stamps", Parcel.Stamp.class));
            var page = paging.page(session, specification, PageRequest.ofSize(10));
            assertThat(page).extracting(Parcel::id).containsExactly(23L, 22L, 21L, 20L, 19L, 18L, 17L, 16L, 15L, 14L);
            assertThat(page).allSatisfy(parcel -> assertThat(parcel.stamps).hasSize(2));
            assertThat(page.totalElements()).isEqualTo(MATCHING);
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void pagesHqlAndStatelessSessions(String tenant) {
        housing.statelessAs(tenant, session -> {
            var specification = SelectionSpecification.create(
                    Parcel.class, "select distinct p from Parcel p join p.stamps s where p.shelf = 1 order by p.id");
            var page = paging.page(session, specification, PageRequest.ofSize(10), Total.exact());
            assertThat(page.content()).hasSize(10);
            assertThat(page.totalElements()).isEqualTo(MATCHING);
            assertThat(paging.page(session, specification, PageRequest.ofSize(10), Total.upTo(15))
                            .findCount())
                    .contains(new Count(15, false));
        });
    }

    @Test
    void refusesARequestWithACursorAndASillyBound() {
        housing.as(Housing.ROWS, session -> assertThatIllegalArgumentException()
                .isThrownBy(() -> paging.page(session, onShelf(1), KeysetPage.after("x", 10)))
                .withMessageStartingWith("Page by offset refused: the request holds a cursor."));
        assertThatIllegalArgumentException().isThrownBy(() -> Total.upTo(0));
    }
}
