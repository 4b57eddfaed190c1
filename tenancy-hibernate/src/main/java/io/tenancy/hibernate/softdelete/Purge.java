package io.tenancy.hibernate.softdelete;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.operation.RowOperation;
import io.tenancy.hibernate.operation.RowOperations;
import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Deletes rows for good that are deleted softly, those below first. */
record Purge(SharedSessionContractImplementor session) {

    private static final int AT_ONCE = 1_000;

    private record Wave(SoftEntity entity, List<Object> ids) {}

    int purge(SoftEntity top, Object id) {
        requirePermission(top);
        if (!DeletedRows.contain(session, top, id)) {
            return 0;
        }
        try (Session deleted = View.purging(session, Visibility.ONLY_DELETED)) {
            int purged = 0;
            for (Wave wave : fromTheBottom(deleted, new Wave(top, List.of(id)))) {
                purged += delete(deleted, wave.entity(), wave.ids());
            }
            return purged;
        } catch (ConstraintViolationException e) {
            throw referred(top, id, e);
        }
    }

    /** Rows that nothing mapped refers to. */
    int deleteFree(Session purging, SoftEntity entity, List<Object> ids) {
        try {
            return delete(purging, entity, ids);
        } catch (ConstraintViolationException e) {
            throw referred(entity, null, e);
        }
    }

    private PurgeRefusedException referred(SoftEntity entity, @Nullable Object id, ConstraintViolationException e) {
        return PurgeRefusedException.referred(
                SoftDeleteException.tenantOf(session), entity.name(), id, e.getConstraintName(), e);
    }

    private static int delete(Session purging, SoftEntity entity, List<Object> ids) {
        var statement = purging.createMutationQuery("delete from " + entity.name() + " e where id(e) in (:ids)")
                .setParameterList("ids", ids);
        return RowOperations.during(RowOperation.PURGE, purging, statement::executeUpdate);
    }

    void requirePermission(SoftEntity entity) {
        TenantContext context = TenantContext.require("Purging " + entity.name());
        boolean allowed =
                session.getFactory().getProperties().get(PurgePermission.SETTING) instanceof PurgePermission permission
                        && permission.allows(context, entity.name());
        if (!allowed) {
            Actor actor = context.actor();
            throw PurgeRefusedException.forbidden(context.tenant(), entity.name(), actor == null ? null : actor.name());
        }
    }

    private Deque<Wave> fromTheBottom(Session deleted, Wave top) {
        var model = SoftDeleteModel.of(session.getFactory());
        var found = new ArrayDeque<Wave>();
        var open = new ArrayDeque<>(List.of(top));
        Set<List<Object>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Wave wave = open.remove();
            found.addFirst(wave);
            for (var reference : wave.entity().references(Action.CASCADE)) {
                SoftEntity holder = model.findNamed(reference.holder()).orElseThrow();
                var below = new ArrayList<>(below(deleted, reference, wave.ids()));
                below.removeIf(id -> !seen.add(List.of(holder, id)));
                for (int from = 0; from < below.size(); from += AT_ONCE) {
                    open.add(new Wave(holder, below.subList(from, Math.min(below.size(), from + AT_ONCE))));
                }
            }
        }
        return found;
    }

    private static List<Object> below(Session deleted, SoftEntity.Reference reference, List<Object> ids) {
        return deleted.createSelectionQuery(
                        "select id(h) from " + reference.holder() + " h where id(h." + reference.path() + ") in (:ids)",
                        Object.class)
                .setParameterList("ids", ids)
                .getResultList();
    }
}
