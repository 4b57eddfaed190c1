package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.concurrent.CompletableFuture;
import org.hibernate.JDBCException;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;

/** What a session remembers and when it writes; isolation, read-only, refresh; and an entity whose session is over. */
public final class SessionLife {

    public static void main(String... args) throws Exception {
        Kitchen.cook(SessionLife::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Publishing.entities());
        try (var scope = TenantContext.of("acme").enter()) {
            Publishing.fill(tenancy);
            flush(kitchen, tenancy);
            memory(kitchen, tenancy);
            isolation(kitchen, tenancy);
            detached(kitchen, tenancy);
        }
    }

    private static void flush(Kitchen kitchen, HibernateTenancy tenancy) {
        try {
            tenancy.inTransaction(session -> {
                ann(session).rename("Anna"); // nothing is sent yet
                session.flush(); // now it is, but only this transaction sees it
                kitchen.say("flushed: %s, elsewhere: %s", nameInDatabase(session), elsewhere(tenancy));
                throw new IllegalStateException("changed my mind");
            });
        } catch (IllegalStateException e) {
            kitchen.say("rolled back: %s", elsewhere(tenancy));
        }
    }

    private static void memory(Kitchen kitchen, HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> {
            User ann = ann(session);
            kitchen.say("one row, one object: %s", ann == session.find(User.class, ann.id()));
            // Past Hibernate, so the object does not know. SQLAlchemy says expire; here it is refresh.
            session.createNativeMutationQuery("update users set name = 'Annie' where email = 'ann@example.org'")
                    .executeUpdate();
            String remembered = ann.name();
            session.refresh(ann);
            kitchen.say("remembered: %s, refreshed: %s", remembered, ann.name());
        });
    }

    private static void isolation(Kitchen kitchen, HibernateTenancy tenancy) {
        tenancy.transaction().serializable().run(session -> kitchen.say("isolation: %s", isolation(session)));
        tenancy.inTransaction(session -> kitchen.say("and without a word: %s", isolation(session)));
        try {
            tenancy.transaction().readOnly().run(session -> session.createMutationQuery("delete from Comment")
                    .executeUpdate());
        } catch (JDBCException e) {
            kitchen.say("read-only: %s", e.getSQLState());
        }
    }

    private static void detached(Kitchen kitchen, HibernateTenancy tenancy) {
        User ann = tenancy.fromTransaction(SessionLife::ann);
        try {
            kitchen.say("posts: %d", ann.posts().size());
        } catch (LazyInitializationException e) {
            kitchen.say("its session is over: %s", e.getMessage());
        }
        ann.rename("Ann"); // nobody notices ...
        tenancy.inTransaction(
                session -> session.merge(ann)); // ... until it is merged, if its version is still the same
        kitchen.say("merged: %s", elsewhere(tenancy));
    }

    private static User ann(Session session) {
        return session.createSelectionQuery("from User where email = 'ann@example.org'", User.class)
                .getSingleResult();
    }

    private static String nameInDatabase(Session session) {
        return session.createNativeQuery("select name from users where email = 'ann@example.org'", String.class)
                .getSingleResult();
    }

    private static String elsewhere(HibernateTenancy tenancy) {
        return CompletableFuture.supplyAsync(() -> {
                    try (var scope = TenantContext.of("acme").enter()) {
                        return tenancy.<String>fromTransaction(SessionLife::nameInDatabase);
                    }
                })
                .join();
    }

    private static String isolation(Session session) {
        return session.createNativeQuery("show transaction_isolation", String.class)
                .getSingleResult();
    }
}
