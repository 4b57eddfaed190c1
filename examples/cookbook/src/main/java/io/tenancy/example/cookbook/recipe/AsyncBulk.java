package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.async.AsyncTransactions;
import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.bulk.BulkResult;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** 100 000 rows in ten transactions, four of them at a time, and nobody waits but the last line. */
public final class AsyncBulk {

    private static final int CHUNKS = 10;
    private static final int CHUNK = 10_000;

    @Entity(name = "Reading")
    static class Reading extends Owned {

        @Id
        Long id;

        @Column(nullable = false)
        long value;

        protected Reading() {}

        Reading(long id) {
            this.id = id;
            this.value = id % 100;
        }
    }

    public static void main(String... args) throws Exception {
        Kitchen.cook(AsyncBulk::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Reading.class);
        try (var async = AsyncTransactions.of(4);
                var scope = TenantContext.of("acme").enter()) {
            List<CompletableFuture<BulkResult>> chunks = IntStream.range(0, CHUNKS)
                    .mapToObj(chunk ->
                            async.callStateless(tenancy.transaction(), session -> Bulk.of(Reading.class, session)
                                    .insert(rows(chunk))))
                    .toList();

            CompletableFuture<Long> inserted = CompletableFuture.allOf(chunks.toArray(CompletableFuture[]::new))
                    .thenApply(done -> chunks.stream()
                            .mapToLong(chunk -> chunk.join().inserted())
                            .sum());
            // Stages run as the tenant, too.
            inserted.thenAccept(rows -> kitchen.say(
                            "%s inserted %d rows",
                            TenantContext.require("The report").tenant(), rows))
                    .join();
            kitchen.say("each chunk as %s", chunks.get(0).join().way());

            CompletableFuture<Long> sum =
                    async.call(tenancy.transaction().readOnly(), session -> session.createSelectionQuery(
                                    "select sum(value) from Reading", Long.class)
                            .getSingleResult());
            kitchen.say("their sum: %d", sum.join());
        }
    }

    private static List<Reading> rows(int chunk) {
        return LongStream.range((long) chunk * CHUNK, (chunk + 1L) * CHUNK)
                .mapToObj(Reading::new)
                .toList();
    }
}
