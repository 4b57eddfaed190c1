package io.tenancy.example.cookbook.publishing;

import io.tenancy.hibernate.HibernateTenancy;
import java.util.Locale;

/** The entities, and a few rows. */
public final class Publishing {

    private static final Class<?>[] ENTITIES = {User.class, Post.class, Comment.class, Tag.class};

    private Publishing() {}

    public static Class<?>[] entities() {
        return ENTITIES.clone();
    }

    /** Three users with three posts each, and two comments on each post. */
    public static void fill(HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> {
            var tag = new Tag("news");
            session.persist(tag);
            for (String name : new String[] {"Ann", "Bob", "Cleo"}) {
                var user = new User(name.toLowerCase(Locale.ROOT) + "@example.org", name);
                for (int i = 1; i <= 3; i++) {
                    Post post = user.write(name + "'s post " + i).of(100 * i).tag(tag);
                    post.comment("First!");
                    post.comment("Well said.");
                }
                session.persist(user);
            }
        });
    }
}
