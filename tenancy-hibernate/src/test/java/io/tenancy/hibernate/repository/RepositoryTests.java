package io.tenancy.hibernate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.paging.Total;
import io.tenancy.hibernate.repository.Book.Genre;
import io.tenancy.refusal.CrossTenantWriteException;
import jakarta.data.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.hibernate.query.Order;
import org.hibernate.query.assignment.Assignment;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Path;
import org.hibernate.query.restriction.Restriction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryTests {

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(Book.TABLES, Book.class);
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    /** Both tenants of a place have books of the same number. */
    @BeforeEach
    void fill() {
        Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .forEach(tenant -> {
                    housing.as(tenant, session -> session.createMutationQuery("delete from Book")
                            .executeUpdate());
                    housing.as(tenant, session -> {
                        session.persist(new Book("1", "Emma").withGenre(Genre.CRIME));
                        session.persist(new Book("2", "Dubliners"));
                        session.persist(new Book("3", "Ariel").withGenre(Genre.POETRY));
                    });
                });
    }

    static Stream<Arguments> everywhere() {
        return Housing.placements().flatMap(tenant -> Stream.of(Kind.values()).map(kind -> Arguments.of(tenant, kind)));
    }

    private static Restriction<Book> titled(String title) {
        return Restriction.restrict(Book.class, "title", Range.singleValue(title));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void findsTheTenantsOwn(String tenant, Kind kind) {
        kind.as(housing, Housing.other(tenant), books -> books.insert(new Book("9", "Theirs")));
        kind.as(housing, tenant, books -> {
            assertThat(books.find("1")).map(Book::title).contains("Emma");
            assertThat(books.find("9")).isEmpty();
            assertThat(books.require("2").title()).isEqualTo("Dubliners");
            assertThatExceptionOfType(RowMissingException.class)
                    .isThrownBy(() -> books.require("9"))
                    .withMessage("Book#9 is missing for tenant '" + tenant
                            + "'. Check the id and the tenant, or use find and treat its absence.")
                    .satisfies(missing -> assertThat(missing.id()).isEqualTo("9"));
            assertThat(books.findAll(List.of("3", "9", "1")))
                    .extracting(Book::isbn)
                    .containsExactly("3", "1");
            assertThat(books.list(books.all().sort(Order.asc(Book.class, "title"))))
                    .extracting(Book::title)
                    .containsExactly("Ariel", "Dubliners", "Emma");
            assertThat(books.count(books.all())).isEqualTo(3);
            assertThat(books.exists(books.where(titled("Ariel")))).isTrue();
            assertThat(books.exists(books.where(titled("Theirs")))).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pagesAndScrolls(Kind kind) {
        kind.as(housing, Housing.ROWS, books -> {
            var byTitle = books.all().sort(Order.asc(Book.class, "title"));
            var page = books.page(byTitle, PageRequest.ofPage(2).size(2));
            assertThat(page).extracting(Book::title).containsExactly("Emma");
            assertThat(page.totalElements()).isEqualTo(3);
            assertThat(books.page(byTitle, PageRequest.ofSize(2), Total.hasNext())
                            .hasNext())
                    .isTrue();
            var first = books.scroll(byTitle, PageRequest.ofSize(2));
            assertThat(books.scroll(byTitle, first.nextPageRequest()))
                    .extracting(Book::title)
                    .containsExactly("Emma");
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void streamsAndClosesEvenIfTheWorkThrows(Kind kind) {
        kind.as(housing, Housing.ROWS, books -> {
            List<String> titles = books.stream(
                    books.all().sort(Order.asc(Book.class, "title")),
                    rows -> rows.map(Book::title).limit(2).toList());
            assertThat(titles).containsExactly("Ariel", "Dubliners");
            var closed = new ArrayList<String>();
            assertThatIllegalStateException()
                    .isThrownBy(() -> books.stream(books.all(), rows -> {
                        rows.onClose(() -> closed.add("closed"));
                        throw new IllegalStateException();
                    }));
            assertThat(closed).containsExactly("closed");
        });
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void writesOneAndMany(String tenant, Kind kind) {
        kind.as(housing, tenant, books -> {
            books.insert(new Book("4", "Ulysses"));
            books.insertAll(IntStream.range(5, 9)
                    .mapToObj(i -> new Book("" + i, "Volume " + i))
                    .toList());
        });
        kind.as(housing, tenant, books -> {
            var ulysses = books.require("4");
            ulysses.title = "Ulysses, revised";
            books.update(ulysses);
            assertThat(books.deleteById("5")).isTrue();
            assertThat(books.deleteById("55")).isFalse();
            books.deleteAll(books.findAll(List.of("6", "7")));
        });
        kind.as(housing, tenant, books -> assertThat(books.list(books.all().sort(Order.asc(Book.class, "isbn"))))
                .extracting(Book::title)
                .containsExactly("Emma", "Dubliners", "Ariel", "Ulysses, revised", "Volume 8"));
        kind.as(housing, Housing.other(tenant), books -> assertThat(books.count(books.all()))
                .isEqualTo(3));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void updatesWhatWasReadElsewhere(Kind kind) {
        Book detached = housing.from(Housing.ROWS, session -> session.find(Book.class, "1"));
        detached.title = "Emma, again";
        kind.as(housing, Housing.ROWS, books -> assertThat(
                        books.update(detached).title())
                .isEqualTo("Emma, again"));
        kind.as(housing, Housing.ROWS, books -> assertThat(books.require("1").title())
                .isEqualTo("Emma, again"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesToUpdateWhatIsNotThere(Kind kind) {
        var nowhere = new Book("9", "Nowhere");
        nowhere.tenantId = Housing.ROWS;
        assertThatThrownBy(() -> kind.as(housing, Housing.ROWS, books -> books.update(nowhere)))
                .isInstanceOfAny(RowMissingException.class, StaleStateException.class);
        kind.as(housing, Housing.ROWS, books -> assertThat(books.find("9")).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void changesSingleAttributesAndTheVersion(String tenant, Kind kind) {
        Path<Book, String> title = Path.from(Book.class).to("title", String.class);
        kind.as(housing, tenant, books -> {
            int version = books.require("1").version;
            assertThat(books.update("1", Assignment.set(title, "Persuasion"))).isTrue();
            var changed = books.require("1");
            assertThat(changed.title()).isEqualTo("Persuasion");
            assertThat(changed.genre).isEqualTo(Genre.CRIME);
            assertThat(changed.version).isEqualTo(version + 1);
            assertThat(books.update("77", Assignment.set(title, "Nothing"))).isFalse();
        });
        kind.as(housing, Housing.other(tenant), books -> assertThat(
                        books.require("1").title())
                .isEqualTo("Emma"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void refusesTheRowOfAnotherTenant(Kind kind) {
        Book theirs = housing.from(Housing.OTHER_ROWS, session -> session.find(Book.class, "1"));
        theirs.title = "Mine";
        assertThatExceptionOfType(CrossTenantWriteException.class)
                .isThrownBy(() ->
                        housing.statelessAs(Housing.ROWS, session -> Repository.<Book, String>of(Book.class, session)
                                .update(theirs)));
        kind.as(housing, Housing.OTHER_ROWS, books -> assertThat(
                        books.require("1").title())
                .isEqualTo("Emma"));
    }

    @Test
    void isTheBaseOfARepositoryWithAName() {
        housing.as(Housing.ROWS, session -> assertThat(new Books(session, Paging.ofThisProcess()).of(Genre.POETRY))
                .extracting(Book::title)
                .containsExactly("Ariel"));
    }
}
