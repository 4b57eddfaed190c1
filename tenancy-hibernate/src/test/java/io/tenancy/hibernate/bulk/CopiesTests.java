package io.tenancy.hibernate.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the session and the second-level cache have of rows that are written past them. */
class CopiesTests extends InStock {

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void refreshesWhatTheSessionHasOfTheRows(int size) {
        insert(Housing.ROWS, size);
        List<Item> rows = read(Housing.ROWS);
        rows.forEach(row -> row.name = "new");
        housing.as(Housing.ROWS, session -> {
            Item managed = session.find(Item.class, 1L);
            Item untouched = new Item(-1, "mine");
            session.persist(untouched);
            Bulk<Item> bulk = bulk(session);
            bulk.update(rows);
            assertThat(managed.name).isEqualTo("new");
            assertThat(managed.version).isEqualTo(1);
            managed.order = 5;
        });
        assertThat(read(Housing.ROWS)).filteredOn(row -> row.id == 1).allSatisfy(row -> {
            assertThat(row.name).isEqualTo("new");
            assertThat(row.order).isEqualTo(5);
            assertThat(row.version).isEqualTo(2);
        });
        assertThat(read(Housing.ROWS)).extracting(Item::name).contains("mine");
    }

    @Test
    void refreshesAfterAnUpsert() {
        insert(Housing.ROWS, 2);
        housing.as(Housing.ROWS, session -> {
            Item managed = session.find(Item.class, 1L);
            bulk(session).upsert(List.of(new Item(1, "new")));
            assertThat(managed.name).isEqualTo("new");
            assertThat(managed.version).isEqualTo(1);
        });
    }

    /** A transaction beside it reads between the statement and the commit. */
    @ParameterizedTest
    @EnumSource(SessionKind.class)
    void leavesNothingOldInTheCache(SessionKind kind) {
        insert(Housing.ROWS, MANY);
        List<Item> rows = read(Housing.ROWS);
        rows.forEach(row -> row.name = "new");
        var statistics = housing.tenancy.sessionFactory().getStatistics();
        long hits = statistics.getSecondLevelCacheHitCount();
        housing.as(Housing.ROWS, session -> session.find(Item.class, 1L));
        housing.as(Housing.ROWS, session -> session.find(Item.class, 1L));
        assertThat(statistics.getSecondLevelCacheHitCount()).isGreaterThan(hits);
        kind.as(housing, Housing.ROWS, session -> {
            bulk(session).update(rows);
            var beside = CompletableFuture.supplyAsync(TenantContext.capture()
                    .wrapSupplier(() -> housing.tenancy.fromTransaction(other -> other.find(Item.class, 1L).name)));
            assertThat(beside.join()).isEqualTo("item 1");
        });
        assertThat(housing.<String>from(Housing.ROWS, session -> session.find(Item.class, 1L).name))
                .isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void forgetsWhatIsDeleted(int size) {
        insert(Housing.ROWS, size);
        housing.as(Housing.ROWS, session -> {
            List<Item> managed =
                    session.createSelectionQuery("from Item", Item.class).getResultList();
            bulk(session).delete(managed);
            assertThat(session.contains(managed.get(0))).isFalse();
            assertThat(session.find(Item.class, 1L)).isNull();
        });
        assertThat(read(Housing.ROWS)).isEmpty();
    }
}
