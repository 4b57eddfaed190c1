package io.tenancy.example.publishing.desk;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Subscription;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.async.AsyncTransactions;
import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hibernate.StatelessSession;

/** Readers by the thousand, as they come from a list that was bought. Safe for use by several threads. */
public final class Circulation implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final UnitOfWork unit;
    private final AsyncTransactions async = AsyncTransactions.of(CONNECTIONS);

    public Circulation(HibernateTenancy tenancy) {
        this.unit = tenancy.transaction();
    }

    /**
     * Has readers subscribe to an author, those who did already once more. Done in the background, for the publisher who
     * asked.
     *
     * @return how many are new
     */
    public CompletableFuture<Long> subscribe(String authorEmail, List<String> readers) {
        return async.callStateless(unit, session -> {
            Author author = author(session, authorEmail);
            Instant now = Instant.now();
            return Bulk.of(Subscription.class, session)
                    .upsert(readers.stream()
                            .map(reader -> new Subscription(author, reader, now))
                            .toList())
                    .inserted();
        });
    }

    @Override
    public void close() {
        async.close();
    }

    private static Author author(StatelessSession session, String email) {
        return session.createSelectionQuery("from Author where email = :email", Author.class)
                .setParameter("email", email)
                .getSingleResult();
    }
}
