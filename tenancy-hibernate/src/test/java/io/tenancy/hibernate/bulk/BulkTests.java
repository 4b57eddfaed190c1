package io.tenancy.hibernate.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.refusal.CrossTenantWriteException;
import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkTests extends InStock {

    private static final int VERY_MANY = 1000;

    static Stream<Arguments> inAllWays() {
        return Stream.concat(
                sizes(),
                Housing.placements().map(tenant -> Arguments.of(tenant, SessionKind.WITHOUT_STATE, VERY_MANY)));
    }

    /** On a session with state few rows go in no other way than many. */
    static Stream<Arguments> sizes() {
        return SessionKind.everywhere()
                .flatMap(args -> args.get()[1] == SessionKind.WITH_STATE ? sizes(args, MANY) : sizes(args, FEW, MANY));
    }

    private static Stream<Arguments> sizes(Arguments arguments, int... sizes) {
        return IntStream.of(sizes)
                .mapToObj(size -> Arguments.of(arguments.get()[0], arguments.get()[1], size));
    }

    private static Way expected(String tenant, SessionKind kind, int size) {
        if (size == FEW) {
            return kind == SessionKind.WITH_STATE ? Way.ARRAYS : Way.BATCH;
        }
        return size == MANY || tenant.equals(Housing.ROWS) ? Way.ARRAYS : Way.COPY;
    }

    @ParameterizedTest
    @MethodSource("inAllWays")
    void insertsForItsOwnTenant(String tenant, SessionKind kind, int size) {
        List<Item> given = items(size);
        kind.as(housing, tenant, session -> {
            BulkResult result = bulk(session).insert(given);
            assertThat(result.way()).isEqualTo(expected(tenant, kind, size));
            assertThat(result.inserted()).isEqualTo(size);
            assertThat(result.rows()).isEqualTo(size);
            assertThat(result.versions()).hasSize(size).containsOnly(0);
        });
        assertThat(given).extracting(item -> item.tenantId).containsOnly(tenant);
        housing.as(
                tenant, session -> assertThat(session.find(Item.class, 1L).name).isEqualTo("item 1"));
        assertThat(read(Housing.other(tenant))).isEmpty();
        assertThat(housing.numberIn(tenant, "select count(*) from item where tenant_id = '" + tenant + "'"))
                .isEqualTo(size);
    }

    /** What Hibernate writes is compared with it. */
    @ParameterizedTest
    @ValueSource(ints = {MANY, VERY_MANY})
    void writesTheSameValuesInEveryWay(int size) {
        List<Item> rows = Item.odd(size);
        rows.stream().skip(1).forEach(row -> row.partOf = rows.get(0));
        housing.statelessAs(Housing.OTHER_SCHEMA, session -> session.insertMultiple(rows.subList(0, MANY)));
        List<List<Object>> byHibernate =
                read(Housing.OTHER_SCHEMA).stream().map(Item::values).toList();
        rows.forEach(row -> row.tenantId = null);
        housing.statelessAs(Housing.SCHEMA, session -> bulk(session).insert(rows));

        List<Item> written = read(Housing.SCHEMA);
        assertThat(written.subList(0, MANY)).extracting(Item::values).isEqualTo(byHibernate);
        assertThat(written)
                .extracting(Item::name)
                .isEqualTo(rows.stream().map(Item::name).toList());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void updatesAndRaisesTheVersion(String tenant, SessionKind kind, int size) {
        insert(tenant, size);
        insert(Housing.other(tenant), size);
        List<Item> rows = read(tenant);
        rows.forEach(row -> row.name = "new");
        kind.as(housing, tenant, session -> {
            BulkResult result = bulk(session).update(rows);
            assertThat(result.updated()).isEqualTo(size);
            assertThat(result.versions()).hasSize(size).containsOnly(1);
        });
        assertThat(read(tenant)).hasSize(size).allSatisfy(row -> {
            assertThat(row.name).isEqualTo("new");
            assertThat(row.version).isEqualTo(1);
        });
        assertThat(read(tenant))
                .extracting(row -> row.created)
                .isEqualTo(rows.stream().map(row -> row.created).toList());
        assertThat(read(Housing.other(tenant))).extracting(Item::name).doesNotContain("new");
        assertThat(read(Housing.other(tenant))).extracting(row -> row.version).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void refusesAnOldVersionAndWritesNothing(int size) {
        insert(Housing.ROWS, size);
        List<Item> rows = read(Housing.ROWS);
        housing.as(Housing.ROWS, session -> session.find(Item.class, 1L).name = "theirs");
        List<BiFunction<Bulk<Item>, List<Item>, BulkResult>> compare = List.of(Bulk::update, Bulk::delete);
        for (var operation : compare) {
            assertThatExceptionOfType(StaleStateException.class)
                    .isThrownBy(() -> housing.statelessAs(
                            Housing.ROWS, session -> operation.apply(bulk(session), read(rows, "mine"))));
        }
        assertThat(read(Housing.ROWS))
                .hasSize(size)
                .extracting(Item::name)
                .doesNotContain("mine")
                .contains("theirs");
    }

    /** As they were read: whoever compares versions raises them. */
    private static List<Item> read(List<Item> rows, String name) {
        rows.forEach(row -> {
            row.name = name;
            row.version = 0;
        });
        return rows;
    }

    @Test
    void namesTheFirstRowThatIsMissing() {
        insert(Housing.ROWS, MANY);
        List<Item> rows = read(Housing.ROWS);
        housing.executeIn(Housing.ROWS, "delete from item where id in (7, 8)");
        assertThatExceptionOfType(StaleStateException.class)
                .isThrownBy(() -> housing.statelessAs(
                        Housing.ROWS, session -> bulk(session).delete(rows)))
                .withMessageContaining("expected 60 rows of this tenant with the versions given, found 58")
                .withMessageContaining("the first that is missing is #7");
    }

    /** Both tenants have the same ids. */
    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.bulk.SessionKind#everywhere")
    void upsertsItsOwnTenantsRows(String tenant, SessionKind kind) {
        insert(tenant, 2);
        insert(Housing.other(tenant), 4);
        List<Item> rows = items(4);
        rows.forEach(row -> row.name = "new");
        kind.as(housing, tenant, session -> {
            BulkResult result = bulk(session).upsert(rows);
            assertThat(result.way()).isEqualTo(Way.ARRAYS);
            assertThat(result.inserted()).isEqualTo(2);
            assertThat(result.updated()).isEqualTo(2);
            assertThat(result.versions()).containsExactly(1, 1, 0, 0);
        });
        assertThat(read(tenant)).extracting(row -> row.version).containsExactly(1, 1, 0, 0);
        assertThat(read(tenant)).extracting(Item::name).containsOnly("new");
        assertThat(read(Housing.other(tenant))).extracting(Item::name).doesNotContain("new");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void deletesItsOwnTenantsRows(String tenant, SessionKind kind, int size) {
        insert(tenant, size + 1);
        insert(Housing.other(tenant), size);
        List<Item> rows = read(tenant).subList(0, size);
        kind.as(housing, tenant, session -> assertThat(
                        bulk(session).delete(rows).deleted())
                .isEqualTo(size));
        assertThat(read(tenant)).extracting(Item::name).containsExactly("item " + size);
        assertThat(read(Housing.other(tenant))).hasSize(size);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void refusesRowsOfAnotherTenant(String tenant, SessionKind kind, int size) {
        String other = Housing.other(tenant);
        insert(other, size);
        List<Item> theirs = read(other);
        theirs.forEach(row -> row.name = "stolen");
        List<BiFunction<Bulk<Item>, List<Item>, BulkResult>> all =
                List.of(Bulk::insert, Bulk::update, Bulk::upsert, Bulk::delete);
        for (var operation : all) {
            assertThatExceptionOfType(CrossTenantWriteException.class)
                    .isThrownBy(() -> kind.as(housing, tenant, session -> operation.apply(bulk(session), theirs)));
        }
        assertThat(read(tenant)).isEmpty();
        assertThat(read(other)).hasSize(size).extracting(Item::name).doesNotContain("stolen");
    }

    /** An id of another tenant's row with one's own stamp: no such row. */
    @ParameterizedTest
    @MethodSource("sizes")
    void findsNoRowOfAnotherTenant(String tenant, SessionKind kind, int size) {
        String other = Housing.other(tenant);
        insert(other, size);
        List<Item> stamped = items(size);
        stamped.forEach(row -> row.tenantId = tenant);
        List<BiFunction<Bulk<Item>, List<Item>, BulkResult>> compare = List.of(Bulk::update, Bulk::delete);
        for (var operation : compare) {
            stamped.forEach(row -> row.version = 0);
            assertThatExceptionOfType(StaleStateException.class)
                    .isThrownBy(() -> kind.as(housing, tenant, session -> operation.apply(bulk(session), stamped)));
        }
        assertThat(read(other)).hasSize(size).extracting(row -> row.version).containsOnly(0);
    }

    /** Chunks of 10 000; COPY is not prepared. */
    @Test
    void sendsAStatementForTenThousandRows() {
        List<Droplet> rows = Droplet.some(0, 10_001);
        var statistics = housing.tenancy.sessionFactory().getStatistics();
        housing.statelessAs(Housing.ROWS, session -> {
            Bulk<Droplet> droplets = Bulk.of(Droplet.class, session);
            long before = statistics.getPrepareStatementCount();
            droplets.insert(rows);
            assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(2);
            droplets.update(rows);
            assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(4);
            droplets.upsert(rows);
            assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(6);
            droplets.delete(rows);
            assertThat(statistics.getPrepareStatementCount() - before).isEqualTo(8);
        });
        assertThat(housing.numberIn(Housing.ROWS, "select count(*) from droplet"))
                .isZero();
    }

    @Test
    void copiesInAFewRoundTrips() {
        housing.statelessAs(Housing.SCHEMA, session -> {
            bulk(session).insert(items(1));
            long before = housing.relay.roundTrips();
            List<Item> rows = items(VERY_MANY);
            bulk(session).insert(rows.subList(1, VERY_MANY));
            assertThat(housing.relay.roundTrips() - before).isLessThanOrEqualTo(4);
        });
        assertThat(read(Housing.SCHEMA)).hasSize(VERY_MANY);
    }

    @ParameterizedTest
    @EnumSource(SessionKind.class)
    void doesNothingWithNoRows(SessionKind kind) {
        kind.as(housing, Housing.ROWS, session -> {
            assertThat(bulk(session).insert(List.of()).rows()).isZero();
            assertThat(bulk(session).upsert(List.of()).rows()).isZero();
        });
    }

    @Test
    void refusesWhatHasNoOneOutcome() {
        insert(Housing.ROWS, 1);
        housing.as(Housing.ROWS, session -> {
            Item managed = session.find(Item.class, 0L);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk(session).update(List.of(managed)))
                    .withMessageContaining("#0 is managed by the session");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk(session).upsert(List.of(new Item(1, "a"), new Item(1, "b"))))
                    .withMessageContaining("#1 is given twice");
            Item anonymous = new Item(1, "a");
            anonymous.id = null;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk(session).upsert(List.of(anonymous)))
                    .withMessageContaining("a row has no id");
        });
        TenantContext.of(Housing.ROWS).run(() -> {
            try (var session = housing.tenancy.sessionFactory().openStatelessSession()) {
                assertThatExceptionOfType(TransactionRequiredException.class)
                        .isThrownBy(() -> bulk(session).insert(items(1)))
                        .withMessageContaining("there is no transaction");
            }
        });
    }

    @Test
    void isAtHandOnARepository() {
        housing.as(Housing.SCHEMA, session -> {
            Repository<Item, Long> items = Repository.of(Item.class, session);
            BulkResult result = items.bulk().insert(items(VERY_MANY));
            assertThat(result.way()).isEqualTo(Way.COPY);
        });
    }
}
