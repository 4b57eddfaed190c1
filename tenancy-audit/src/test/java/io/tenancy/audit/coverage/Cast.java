package io.tenancy.audit.coverage;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** The entities of one contender. */
record Cast(Class<? extends Owner> owner, Class<? extends Item> item, Class<? extends Leaf> leaf) {

    Class<?>[] classes() {
        return List.of(owner, item, leaf).toArray(Class<?>[]::new);
    }

    Owner owner(long id, String name) {
        Owner made = make(owner);
        made.id = id;
        made.name = name;
        return made;
    }

    Item item(long id, String name) {
        Item made = make(item);
        made.id = id;
        made.name = name;
        return made;
    }

    Leaf leaf(long id, Owner above) {
        Leaf made = make(leaf);
        made.id = id;
        made.name = "leaf";
        made.under(above);
        return made;
    }

    Owner findOwner(Session session, long id) {
        return session.find(owner, id);
    }

    Item findItem(Session session, long id) {
        return session.find(item, id);
    }

    Item getItem(StatelessSession session, long id) {
        return session.get(item, id);
    }

    private static <T> T make(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every entity can be made so", e);
        }
    }
}
