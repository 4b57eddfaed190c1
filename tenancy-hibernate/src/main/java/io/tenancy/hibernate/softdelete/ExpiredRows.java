package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import io.tenancy.hibernate.softdelete.SoftEntity.Reference;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.restriction.Restriction;

/** Which deleted rows may go: old enough, referred to by none, and held neither themselves nor through one above. */
record ExpiredRows(Session purging, SoftDeleteModel model, Map<Class<?>, Restriction<?>> holds) {

    /** Their ids, and a lock on each. */
    List<Object> oldest(SoftEntity entity, Instant before, int limit) {
        var builder = purging.getCriteriaBuilder();
        Class<?> type = type(entity.name());
        var query = builder.createQuery(Object.class);
        Root<?> row = query.from(type);
        Path<Instant> deletedAt = row.get(entity.deletion()).get("at");
        var may = new ArrayList<Predicate>();
        may.add(builder.lessThanOrEqualTo(deletedAt, before));
        entity.references()
                .forEach(reference -> may.add(builder.not(builder.exists(referring(query, row, reference)))));
        may.addAll(notHeld(builder, query, entity, row, Set.of()));
        query.select(row).where(may.toArray(Predicate[]::new)).orderBy(builder.asc(deletedAt));
        List<Object> rows = purging.createSelectionQuery(query)
                .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
                .setMaxResults(limit)
                .getResultList();
        List<Object> ids = rows.stream().map(purging::getIdentifier).toList();
        purging.clear();
        return ids;
    }

    private Subquery<Integer> referring(AbstractQuery<?> query, From<?, ?> row, Reference reference) {
        var builder = purging.getCriteriaBuilder();
        Subquery<Integer> referring = query.subquery(Integer.class);
        Root<?> holder = referring.from(type(reference.holder()));
        return referring.select(builder.literal(1)).where(builder.equal(path(holder, reference), row));
    }

    /** Of each, {@code not} is demanded: where a comparison with null leaves it open, the row stays. */
    private List<Predicate> notHeld(
            CriteriaBuilder builder, AbstractQuery<?> query, SoftEntity entity, Root<?> row, Set<SoftEntity> below) {
        var all = new ArrayList<Predicate>();
        holds.forEach((type, hold) -> {
            if (type.isAssignableFrom(type(entity.name()))) {
                all.add(builder.not(held(hold, row, builder)));
            }
        });
        if (holds.isEmpty()) {
            return all;
        }
        Set<SoftEntity> path = Stream.concat(below.stream(), Stream.of(entity)).collect(Collectors.toSet());
        for (SoftEntity above : model.all()) {
            for (Reference reference : above.references(Action.CASCADE)) {
                if (reference.holder().equals(entity.name()) && !path.contains(above)) {
                    Subquery<Integer> free = query.subquery(Integer.class);
                    Root<?> parent = free.from(type(above.name()));
                    var conditions = notHeld(builder, free, above, parent, path);
                    conditions.add(builder.equal(path(row, reference), parent));
                    free.select(builder.literal(1)).where(conditions.toArray(Predicate[]::new));
                    all.add(builder.or(builder.isNull(path(row, reference)), builder.exists(free)));
                }
            }
        }
        return all;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // A hold was declared for the entity or one above it.
    private static Predicate held(Restriction hold, Root row, CriteriaBuilder builder) {
        return hold.toPredicate(row, builder);
    }

    private static Path<?> path(Path<?> from, Reference reference) {
        Path<?> path = from;
        for (String part : reference.path().split("\\.", -1)) {
            path = path.get(part);
        }
        return path;
    }

    private Class<?> type(String name) {
        return purging.unwrap(SharedSessionContractImplementor.class)
                .getFactory()
                .getJpaMetamodel()
                .entity(name)
                .getJavaType();
    }
}
