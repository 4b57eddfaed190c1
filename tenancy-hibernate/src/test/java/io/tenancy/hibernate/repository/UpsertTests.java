package io.tenancy.hibernate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Book.Genre;
import io.tenancy.refusal.CrossTenantWriteException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpsertTests {

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(Book.TABLES, Book.class);
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    @BeforeEach
    void empty() {
        Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .forEach(tenant -> housing.as(tenant, session -> session.createMutationQuery("delete from Book")
                        .executeUpdate()));
    }

    static Stream<Arguments> everywhere() {
        return Housing.placements().flatMap(tenant -> Stream.of(Kind.values()).map(kind -> Arguments.of(tenant, kind)));
    }

    /** Hibernate's own matches on the id alone; both tenants have the same ids here. */
    @ParameterizedTest
    @MethodSource("everywhere")
    void insertsOrUpdatesTheTenantsOwnRow(String tenant, Kind kind) {
        kind.as(housing, Housing.other(tenant), books -> books.insert(new Book("1", "Theirs")));
        kind.as(housing, tenant, books -> {
            var first = new Book("1", "Emma").withGenre(Genre.CRIME);
            assertThat(books.upsert(first)).isEqualTo(Upserted.INSERTED);
            assertThat(first.tenantId).isEqualTo(tenant);
            assertThat(first.version).isZero();
        });
        var created = housing.from(tenant, session -> session.find(Book.class, "1").created);
        kind.as(housing, tenant, books -> {
            var second = new Book("1", "Emma, revised");
            assertThat(books.upsert(second)).isEqualTo(Upserted.UPDATED);
            assertThat(second.version).isEqualTo(1);
        });
        kind.as(housing, tenant, books -> {
            var row = books.require("1");
            assertThat(row.title()).isEqualTo("Emma, revised");
            assertThat(row.genre).isNull();
            assertThat(row.version).isEqualTo(1);
            assertThat(row.created).isEqualTo(created);
            assertThat(books.count(books.all())).isEqualTo(1);
        });
        kind.as(housing, Housing.other(tenant), books -> assertThat(
                        books.require("1").title())
                .isEqualTo("Theirs"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void tellsWhatBecameOfEachOfMany(Kind kind) {
        kind.as(housing, Housing.ROWS, books -> books.insert(new Book("2", "Dubliners")));
        var rows = List.of(new Book("1", "Emma"), new Book("2", "Ulysses"), new Book("1", "Persuasion"));
        kind.as(housing, Housing.ROWS, books -> {
            assertThat(books.upsertAll(rows)).containsExactly(Upserted.INSERTED, Upserted.UPDATED, Upserted.UPDATED);
        });
        kind.as(housing, Housing.ROWS, books -> assertThat(books.findAll(List.of("1", "2")))
                .extracting(Book::title)
                .containsExactly("Persuasion", "Ulysses"));
    }

    @Test
    void needsOneRoundTrip() {
        housing.statelessAs(Housing.ROWS, session -> {
            Repository<Book, String> books = Repository.of(Book.class, session);
            books.upsert(new Book("1", "Emma"));
            long before = housing.relay.roundTrips();
            books.upsert(new Book("1", "Emma"));
            assertThat(housing.relay.roundTrips() - before).isEqualTo(1);
        });
    }

    @Test
    void refreshesWhatTheSessionHasOfTheRow() {
        housing.as(Housing.ROWS, session -> session.persist(new Book("1", "Emma")));
        housing.as(Housing.ROWS, session -> {
            var managed = session.find(Book.class, "1");
            managed.copies = 5;
            Repository.<Book, String>of(Book.class, session).upsert(new Book("1", "Persuasion").withCopies(7));
            assertThat(managed.title()).isEqualTo("Persuasion");
            assertThat(managed.copies).isEqualTo(7);
        });
        housing.as(Housing.ROWS, session -> assertThat(session.find(Book.class, "1").copies)
                .isEqualTo(7));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void refusesTheRowOfAnotherTenant(String tenant, Kind kind) {
        String other = Housing.other(tenant);
        kind.as(housing, other, books -> books.insert(new Book("1", "Theirs")));
        Book theirs = housing.from(other, session -> session.find(Book.class, "1"));
        assertThatExceptionOfType(CrossTenantWriteException.class)
                .isThrownBy(() -> kind.as(housing, tenant, books -> books.upsert(theirs)));
        kind.as(housing, tenant, books -> assertThat(books.count(books.all())).isZero());
    }

    @Test
    void refusesARowWithoutAnId() {
        housing.as(Housing.ROWS, session -> assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Repository.<Book, String>of(Book.class, session).upsert(new Book(null, "Emma")))
                .withMessageContaining("refused: it has no id"));
    }
}
