package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Post;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.refusal.NoTenantException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same code for tenants that share rows, for one in a schema and for one in a database of its own. */
public final class Placements {

    public static void main(String... args) throws Exception {
        Kitchen.cook(Placements::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        HibernateTenancy tenancy = kitchen.serveEverywhere(Publishing.entities());
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String tenant : List.of("acme", "globex", "initech", "umbrella")) {
            ids.put(tenant, TenantContext.of(tenant).call(() -> write(tenancy, tenant)));
        }
        for (String tenant : ids.keySet()) {
            try (var scope = TenantContext.of(tenant).enter()) {
                kitchen.say("%-8s reads %s", tenant, titles(tenancy));
            }
        }
        // acme and globex share tables, so their ids differ, and globex can try the one of acme.
        TenantContext.of("globex")
                .run(() -> tenancy.inTransaction(session -> {
                    kitchen.say("globex finds the post of acme: %s", session.find(Post.class, ids.get("acme")));
                    kitchen.say(
                            "globex changes it, in native SQL: %d rows",
                            session.createNativeMutationQuery("update post set title = 'Globex was here' where id = ?")
                                    .setParameter(1, ids.get("acme"))
                                    .executeUpdate());
                    kitchen.say(
                            "globex counts all, in native SQL: %s",
                            session.createNativeQuery("select count(*) from post", Long.class)
                                    .getSingleResult());
                }));
        try {
            titles(tenancy);
        } catch (NoTenantException e) {
            kitchen.say("nobody reads nothing: %s", e.getClass().getSimpleName());
        }
    }

    private static Long write(HibernateTenancy tenancy, String tenant) {
        return tenancy.fromTransaction(session -> {
            var user = new User("ann@example.org", "Ann");
            Post post = user.write("News of " + tenant);
            session.persist(user);
            return post.id();
        });
    }

    private static List<String> titles(HibernateTenancy tenancy) {
        return tenancy.fromTransaction(session -> session.createSelectionQuery("select title from Post", String.class)
                .getResultList());
    }
}
