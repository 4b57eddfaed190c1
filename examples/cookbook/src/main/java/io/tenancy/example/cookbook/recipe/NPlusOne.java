package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Post;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.fetch.FetchLedger;
import io.tenancy.hibernate.fetch.FetchPlan;
import io.tenancy.hibernate.fetch.LazyFetchException;
import io.tenancy.hibernate.fetch.RepeatedFetchException;
import java.util.List;
import org.hibernate.Session;

/** Users, their posts, the comments on those: three levels, fetched one by one, counted, refused, and mended. */
public final class NPlusOne {

    public static void main(String... args) throws Exception {
        Kitchen.cook(NPlusOne::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy =
                kitchen.serve(builder -> builder.fetchGuard(FetchGuard.observe()), Publishing.entities());
        try (var scope = TenantContext.of("acme").enter()) {
            Publishing.fill(tenancy);

            tenancy.inTransaction(session -> {
                int comments = comments(users(session));
                kitchen.say(
                        "one by one: %d comments in %d selects",
                        comments, FetchLedger.of(session).selects());
            });

            tenancy.inTransaction(session -> {
                List<User> users = FetchPlan.of(User.class, "posts")
                        .on(session.createSelectionQuery("from User", User.class), session)
                        .getResultList();
                // The third level by a query of its own: two collections in one would multiply their rows.
                FetchPlan.of(Post.class, "comments")
                        .on(session.createSelectionQuery("from Post", Post.class), session)
                        .getResultList();
                kitchen.say(
                        "by plan: %d comments in %d selects",
                        comments(users), FetchLedger.of(session).selects());
                FetchLedger.of(session).expect().selects(2).noNPlusOne();
            });

            tenancy.inTransaction(session -> {
                FetchLedger.of(session).guardBy(FetchGuard.raise());
                try {
                    comments(users(session));
                } catch (RepeatedFetchException e) {
                    kitchen.say(
                            "raise: %s wanted %d times",
                            e.repetition().association(), e.repetition().times());
                }
            });

            tenancy.inTransaction(session -> {
                FetchLedger.of(session).guardBy(FetchGuard.strict());
                try {
                    comments(users(session));
                } catch (LazyFetchException e) {
                    kitchen.say("strict: %s, not even once", e.association());
                }
            });
        }
    }

    private static List<User> users(Session session) {
        return session.createSelectionQuery("from User", User.class).getResultList();
    }

    private static int comments(List<User> users) {
        return users.stream()
                .flatMap(user -> user.posts().stream())
                .mapToInt(post -> post.comments().size())
                .sum();
    }
}
