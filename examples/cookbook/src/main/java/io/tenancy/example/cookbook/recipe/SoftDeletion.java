package io.tenancy.example.cookbook.recipe;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Deletion;
import io.tenancy.hibernate.softdelete.PurgeRefusedException;
import io.tenancy.hibernate.softdelete.RestoreConflictException;
import io.tenancy.hibernate.softdelete.SoftDelete;
import io.tenancy.hibernate.softdelete.Visibility;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.Session;

/** Deleted rows are hidden, can be restored, and are purged by whoever may; a name is unique among the living. */
public final class SoftDeletion {

    @Entity(name = "Note")
    static class Note extends Owned {

        @Id
        Long id;

        @Column(nullable = false)
        String name;

        @Embedded
        Deletion deletion;

        protected Note() {}

        Note(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    public static void main(String... args) throws Exception {
        Kitchen.cook(SoftDeletion::cook);
    }

    public static void cook(Kitchen kitchen) {
        var place = kitchen.place();
        // What LiveIndexes.of(table, tenant).withUnique("name") gives a migration.
        place.shareRows(
                List.of(Note.class),
                "create unique index note_name on note (tenant_id, name) where deleted_at is null");
        HibernateTenancy tenancy = kitchen.serve(
                place,
                builder -> builder.purgePermission((context, entity) ->
                        context.actor() != null && context.actor().name().equals("janitor")),
                Note.class);

        TenantContext ann = TenantContext.of("acme").withActor(Actor.user("ann"));
        ann.run(() -> {
            tenancy.inTransaction(
                    session -> notes(session).insertAll(List.of(new Note(1, "milk"), new Note(2, "eggs"))));
            tenancy.inTransaction(session -> session.remove(session.find(Note.class, 1L)));
            kitchen.say(
                    "living: %s, deleted: %s",
                    names(tenancy, Visibility.LIVE), names(tenancy, Visibility.ONLY_DELETED));

            tenancy.inTransaction(session -> notes(session).insert(new Note(3, "milk"))); // the name is free again
            try {
                tenancy.inTransaction(session -> notes(session).restore(1L));
            } catch (RestoreConflictException e) {
                kitchen.say("restore refused: %s", e.getMessage());
            }
            tenancy.inTransaction(session -> notes(session).deleteById(3L));
            tenancy.inTransaction(session -> notes(session).restore(1L));
            kitchen.say(
                    "living: %s, deleted: %s",
                    names(tenancy, Visibility.LIVE), names(tenancy, Visibility.ONLY_DELETED));

            try {
                tenancy.inTransaction(session -> notes(session).purge(3L));
            } catch (PurgeRefusedException e) {
                kitchen.say("purge refused: %s", e.getMessage());
            }
        });
        TenantContext.of("acme").withActor(Actor.service("janitor")).run(() -> {
            tenancy.inTransaction(session -> notes(session).purge(3L));
            kitchen.say("after the purge: %s", names(tenancy, Visibility.WITH_DELETED));
        });
        TenantContext.of("globex").run(() -> kitchen.say("globex: %s", names(tenancy, Visibility.WITH_DELETED)));
    }

    private static List<String> names(HibernateTenancy tenancy, Visibility visibility) {
        return tenancy.fromTransaction(session -> SoftDelete.in(session)
                .view(visibility, view -> view.createSelectionQuery("select name from Note order by id", String.class)
                        .getResultList()));
    }

    private static Repository<Note, Long> notes(Session session) {
        return Repository.of(Note.class, session);
    }
}
