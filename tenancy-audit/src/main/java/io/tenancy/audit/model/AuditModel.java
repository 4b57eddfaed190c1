package io.tenancy.audit.model;

import io.tenancy.audit.CapturedBy;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.postgres.wall.TenantColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Table;
import org.hibernate.persister.entity.EntityPersister;

/** Which entities of a factory are on the trail, and what is wrong with them. Safe for use by several threads. */
public final class AuditModel {

    private final EntityModel tenants;
    private final Map<String, Marks> marks = new TreeMap<>();
    private final Map<String, CapturedBy> coverage = new TreeMap<>();
    private final Map<CapturedBy, Set<String>> tables = new EnumMap<>(CapturedBy.class);
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Optional<RecordedEntity>> entities = new ConcurrentHashMap<>();

    private AuditModel(EntityModel tenants) {
        this.tenants = tenants;
    }

    public static AuditModel of(Metadata metadata, EntityModel tenants) {
        var model = new AuditModel(tenants);
        metadata.getEntityBindings().forEach(model::add);
        metadata.getCollectionBindings().forEach(model::addCollection);
        model.coverage.forEach((table, by) ->
                model.tables.computeIfAbsent(by, any -> new TreeSet<>()).add(table));
        return model;
    }

    private void add(PersistentClass entity) {
        CapturedBy by = Marks.find(entity).map(Marks::by).orElse(CapturedBy.NOTHING);
        entity.getTableClosure().forEach(table -> cover(table, by));
        entity.getJoinClosure().forEach(join -> cover(join.getTable(), by));
        Marks.find(entity).ifPresent(found -> {
            marks.put(entity.getEntityName(), found);
            problems.addAll(TriggerRules.problems(entity, found));
            if (tenants.findTenantAttribute(entity.getEntityName()).isEmpty()) {
                problems.add(
                        "Entity " + entity.getEntityName() + " is @Recorded and belongs to no tenant, expected one"
                                + " that does: an audit trail is a tenant's. Drop @Recorded, or give it a @TenantId attribute.");
            }
        });
    }

    private void addCollection(Collection collection) {
        Marks owner = marks.get(collection.getOwnerEntityName());
        // Of one to many, the table is that of the elements.
        if (!collection.isOneToMany()) {
            boolean recorded = owner != null && owner.collections().containsKey(collection.getRole());
            cover(collection.getCollectionTable(), recorded ? CapturedBy.EVENTS : CapturedBy.NOTHING);
        }
    }

    /** What several entities share is recorded if one of them is. */
    private void cover(Table table, CapturedBy by) {
        CapturedBy other = coverage.put(name(table), by);
        if (other != null && other != by) {
            if (other != CapturedBy.NOTHING && by != CapturedBy.NOTHING) {
                problems.add(
                        "Table " + name(table) + " is recorded by events for one entity and by a trigger for another,"
                                + " expected one of the two: each change would be recorded twice. Give them the same @Recorded(by).");
            }
            coverage.put(name(table), other.compareTo(by) < 0 ? other : by);
        }
    }

    /** PostgreSQL folds what is not quoted. */
    private static String name(Table table) {
        return table.isQuoted() ? table.getName() : table.getName().toLowerCase(Locale.ROOT);
    }

    public TenantColumn tenantColumn() {
        return tenants.column();
    }

    /** The tables that are captured so, as the database names them. */
    public Set<String> tables(CapturedBy by) {
        return tables.getOrDefault(by, Set.of());
    }

    /** By table, as the database names it. */
    public Map<String, CapturedBy> coverage() {
        return Collections.unmodifiableMap(coverage);
    }

    /** One sentence for each problem. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** All that are on the trail. */
    public List<RecordedEntity> entities(SessionFactoryImplementor factory) {
        return marks.keySet().stream()
                .flatMap(name -> find(factory.getMappingMetamodel().getEntityDescriptor(name)).stream())
                .toList();
    }

    /** Empty if the entity is not on the trail. */
    public Optional<RecordedEntity> find(EntityPersister persister) {
        return entities.computeIfAbsent(persister.getEntityName(), name -> Optional.ofNullable(marks.get(name))
                .map(found -> RecordedEntity.of(persister, found, tenants.findTenantAttribute(name))));
    }
}
