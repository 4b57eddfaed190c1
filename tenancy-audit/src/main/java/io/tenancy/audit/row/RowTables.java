package io.tenancy.audit.row;

import io.tenancy.audit.model.AuditModel;
import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.jspecify.annotations.Nullable;

/** The tables of a factory with rows of recorded entities. Immutable. */
public final class RowTables {

    private final Map<String, RowJson> tables = new TreeMap<>();
    private final Map<String, CollectionJson> collections = new TreeMap<>();

    private RowTables() {}

    /** Of a factory that is built. */
    public static RowTables of(AuditModel model, SessionFactoryImplementor factory) {
        var users = new TreeMap<String, List<User>>();
        for (RecordedEntity entity : model.entities(factory)) {
            EntityPersister persister = entity.persister();
            if (!persister.isAbstract()) {
                for (EntityTableMapping table : persister.getTableMappings()) {
                    if (!table.isInverse()) {
                        users.computeIfAbsent(nameOf(table.getTableName()), any -> new ArrayList<>())
                                .add(new User(entity, table));
                    }
                }
            }
        }
        var made = new RowTables();
        made.addCollections(model.entities(factory), factory);
        users.forEach((name, all) -> of(name, all).ifPresent(table -> made.tables.put(name, table)));
        return made;
    }

    /** Those that one entity has, so that it is known whose their rows are. */
    private void addCollections(List<RecordedEntity> entities, SessionFactoryImplementor factory) {
        for (RecordedEntity entity : entities) {
            for (RecordedCollection collection : entity.collections()) {
                var persister = factory.getMappingMetamodel().getCollectionDescriptor(collection.role());
                boolean shared = entities.stream()
                        .anyMatch(other -> other != entity
                                && other.findCollection(collection.role()).isPresent());
                if (!persister.isOneToMany() && !shared) {
                    CollectionJson.of(entity, collection, persister)
                            .ifPresent(rows -> collections.put(nameOf(persister.getTableName()), rows));
                }
            }
        }
    }

    private record User(RecordedEntity entity, EntityTableMapping table) {

        EntityPersister persister() {
            return entity.persister();
        }
    }

    private static Optional<RowJson> of(String name, List<User> users) {
        String discriminator = discriminator(users);
        boolean alone = users.stream().allMatch(user -> user.persister().getTableMappings().length == 1);
        if (discriminator != null) {
            var shapes = new LinkedHashMap<String, RowShape>();
            users.forEach(user ->
                    shapes.put(user.persister().getDiscriminatorSQLValue(), new RowShape(user.entity(), user.table())));
            boolean told =
                    shapes.size() == users.size() && shapes.keySet().stream().noneMatch(VAGUE::contains);
            return told ? Optional.of(new RowJson(name, discriminator, shapes, alone)) : Optional.empty();
        }
        // Without one, a row says nothing of the entities below, nor has it anything of theirs.
        return users.stream()
                .filter(top -> users.stream().allMatch(user -> top.persister()
                        .isSubclassEntityName(user.persister().getEntityName())))
                .findFirst()
                .map(top -> new RowJson(
                        name, null, Map.of("", new RowShape(top.entity(), top.table())), alone && users.size() == 1));
    }

    private static final Set<String> VAGUE = Set.of("null", "not null");

    /** The column that tells the entities apart; null if there is none in this table. */
    private static @Nullable String discriminator(List<User> users) {
        User first = users.get(0);
        var mapping = first.persister().getDiscriminatorMapping();
        boolean told = mapping != null
                && mapping.hasPhysicalColumn()
                && !mapping.isFormula()
                && mapping.getContainingTableExpression().equals(first.table().getTableName())
                && users.stream()
                        .allMatch(user ->
                                user.entity().root().equals(first.entity().root()));
        return told ? mapping.getSelectionExpression() : null;
    }

    /** As the database names it, without schema: it folds what is not quoted. */
    public static String nameOf(String expression) {
        String last = expression.substring(expression.lastIndexOf('.') + 1);
        return last.startsWith("\"")
                ? last.substring(1, last.length() - 1).replace("\"\"", "\"")
                : last.toLowerCase(Locale.ROOT);
    }

    /** A table of a collection. Empty if it is none, or its rows cannot be told. */
    public Optional<CollectionJson> findCollection(String table) {
        return Optional.ofNullable(collections.get(table));
    }

    /** By its name as the database has it. Empty if it holds no rows of recorded entities, or does not say of which. */
    public Optional<RowJson> find(String table) {
        return Optional.ofNullable(tables.get(table));
    }
}
