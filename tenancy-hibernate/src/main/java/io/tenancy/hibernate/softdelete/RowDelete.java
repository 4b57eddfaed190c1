package io.tenancy.hibernate.softdelete;

import java.util.ArrayList;
import java.util.Collection;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** Deletes rows that are named by their ids, with all that follows. */
record RowDelete(SharedSessionContract session, EntityPersister persister, String name) {

    private static final int AT_ONCE = 1_000;

    static RowDelete of(SharedSessionContract session, EntityPersister persister) {
        var factory = session.unwrap(SharedSessionContractImplementor.class).getFactory();
        String name =
                factory.getJpaMetamodel().entity(persister.getEntityName()).getName();
        return new RowDelete(session, persister, name);
    }

    int delete(Object id, @Nullable Object version) {
        MutationQuery query = session.createMutationQuery(
                "delete from " + name + " e where id(e) = :id" + (version == null ? "" : " and version(e) = :version"));
        query.setParameter("id", id);
        if (version != null) {
            query.setParameter("version", version);
        }
        return query.executeUpdate();
    }

    int delete(Collection<?> ids) {
        var all = new ArrayList<Object>(ids);
        int deleted = 0;
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            deleted += session.createMutationQuery("delete from " + name + " e where id(e) in (:ids)")
                    .setParameterList("ids", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .executeUpdate();
        }
        return deleted;
    }
}
