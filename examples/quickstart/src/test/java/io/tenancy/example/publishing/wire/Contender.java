package io.tenancy.example.publishing.wire;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.platform.Publisher;
import io.tenancy.testkit.wire.Relay;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** One way of reaching the same tables, whose round trips are counted. */
final class Contender {

    private final SessionFactory sessions;
    private final TenantContext context;
    private final LongSupplier trips;
    private final Seed seed;

    private Contender(SessionFactory sessions, String tenant, LongSupplier trips) {
        this.sessions = sessions;
        this.context = TenantContext.of(tenant);
        this.trips = trips;
        this.seed = transaction(Seed::in);
        // Takes a block of ids from the sequence, so that the counted persist needs none.
        transaction(session -> {
            session.persist(seed.comment(session));
            return seed;
        });
    }

    static Contender tenancy(SessionFactory sessions, Publisher publisher) {
        return new Contender(
                sessions, publisher.id().value(), () -> publisher.server().roundTrips());
    }

    /** Hibernate as it is, over a pool whose connections belong to one tenant for ever. */
    static Contender plain(HikariDataSource pool, String tenant, int batchSize, Relay relay) {
        var configuration = new Configuration();
        PublishingModel.entities().forEach(configuration::addAnnotatedClass);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.setProperty("hibernate.jdbc.batch_size", String.valueOf(batchSize));
        configuration.setCurrentTenantIdentifierResolver(new CurrentTenantIdentifierResolver<String>() {
            @Override
            public String resolveCurrentTenantIdentifier() {
                return tenant;
            }

            @Override
            public boolean validateExistingCurrentSessions() {
                return true;
            }
        });
        return new Contender(configuration.buildSessionFactory(), tenant, relay::roundTrips);
    }

    /** Round trips of one transaction, its commit among them. */
    long trips(Work work) {
        BiConsumer<Session, Seed> consumer = work.work;
        Function<Session, Seed> once = session -> {
            consumer.accept(session, seed);
            return seed;
        };
        // Opens and validates the pool's connection, and fills the driver's caches.
        transaction(once);
        long before = trips.getAsLong();
        transaction(once);
        return trips.getAsLong() - before;
    }

    void close() {
        sessions.close();
    }

    private Seed transaction(Function<Session, Seed> work) {
        try (var scope = context.enter()) {
            return sessions.fromTransaction(work);
        }
    }
}
