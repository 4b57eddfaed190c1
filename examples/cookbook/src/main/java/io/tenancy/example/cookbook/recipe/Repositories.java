package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.repository.RowMissingException;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;

/** Create, find, list, update and delete by a repository with a name; an e-mail address is unique within its tenant. */
public final class Repositories {

    /** All that is special about users. The rest is inherited. */
    static final class Users extends Repository<User, Long> {

        Users(Session session) {
            super(User.class, session, Paging.ofThisProcess());
        }

        Optional<User> findByEmail(String email) {
            return list(where(Restriction.restrict(User.class, "email", Range.singleValue(email)))).stream()
                    .findFirst();
        }

        List<User> named(String pattern) {
            return list(where(Restriction.restrict(User.class, "name", Range.pattern(pattern)))
                    .sort(Order.asc(User.class, "name")));
        }
    }

    public static void main(String... args) throws Exception {
        Kitchen.cook(Repositories::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Publishing.entities());
        try (var scope = TenantContext.of("acme").enter()) {
            Long ann = tenancy.fromTransaction(session -> {
                var users = new Users(session);
                users.insertAll(List.of(new User("bob@example.org", "Bob"), new User("bea@example.org", "Bea")));
                return users.insert(new User("ann@example.org", "Ann")).id();
            });
            tenancy.inTransaction(session -> {
                var users = new Users(session);
                kitchen.say("found: %s", users.findByEmail("ann@example.org").map(User::name));
                kitchen.say("with a B: %s", names(users.named("B%")));
                users.require(ann).rename("Anna"); // managed, so the commit writes it
            });
            tenancy.inTransaction(session -> {
                var users = new Users(session);
                User anna = users.require(ann);
                kitchen.say("renamed: %s, version %d", anna.name(), anna.version());
                kitchen.say(
                        "Bob deleted: %s",
                        users.findByEmail("bob@example.org")
                                .map(User::id)
                                .filter(users::deleteById)
                                .isPresent());
                kitchen.say("left: %d", users.count(users.all()));
            });
            try {
                tenancy.inTransaction(session -> new Users(session).insert(new User("ann@example.org", "Another Ann")));
            } catch (ConstraintViolationException e) {
                kitchen.say("a second ann@example.org: %s %s", e.getKind(), e.getConstraintName());
            }
        }
        try (var scope = TenantContext.of("globex").enter()) {
            tenancy.inTransaction(session -> new Users(session).insert(new User("ann@example.org", "Ann of Globex")));
            kitchen.say("globex has an ann@example.org of its own");
            tenancy.inTransaction(session -> {
                try {
                    new Users(session).require(1L);
                } catch (RowMissingException e) {
                    kitchen.say("and nobody of acme's: %s", e.getMessage());
                }
            });
        }
    }

    private static List<String> names(List<User> users) {
        return users.stream().map(User::name).toList();
    }
}
