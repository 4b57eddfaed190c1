package io.tenancy.hibernate.mapping;

import io.tenancy.postgres.wall.TenantColumn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.boot.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one factory: which belong to a tenant, by which attribute, and what is wrong with them. Immutable.
 *
 * <p>An entity either has a {@code @TenantId} attribute or is declared shared, by {@link SharedAcrossTenants} or by name
 * of its class. One that says neither is a mistake, and not shared; unless its package is declared walled, whose tables know
 * the tenant by themselves.
 */
public final class EntityModel {

    private static final String DEFAULT_COLUMN = "tenant_id";

    private final Map<String, String> tenantAttributes;
    private final TenantIdType idType;
    private final String tenantColumn;
    private final Set<String> sharedTables;
    private final Set<String> walled;
    private final List<String> problems;

    private EntityModel(
            Map<String, String> tenantAttributes,
            @Nullable TenantAttribute first,
            Set<String> sharedTables,
            Set<String> walled,
            List<String> problems) {
        this.tenantAttributes = Map.copyOf(tenantAttributes);
        this.sharedTables = Set.copyOf(sharedTables);
        this.idType = first == null ? TenantIdType.STRING : first.idType();
        this.tenantColumn = first == null ? DEFAULT_COLUMN : first.column();
        this.walled = new TreeSet<>(walled);
        this.problems = List.copyOf(problems);
    }

    /** @param declared what is said of entities that are not annotated, such as those of a library */
    public static EntityModel of(Metadata metadata, EntityDeclarations declared) {
        var check = new EntityCheck(declared);
        metadata.getEntityBindings().forEach(check::add);
        Map<String, String> names = new HashMap<>();
        check.tenantAttributes().forEach((entity, attribute) -> names.put(entity, attribute.name()));
        var owned = new HashSet<>(names.keySet());
        owned.addAll(check.walled());
        return new EntityModel(
                names,
                check.tenantAttributes().values().stream().findFirst().orElse(null),
                SharedTables.in(metadata, owned),
                check.walled(),
                check.problems());
    }

    /** The name of the attribute that says whose an entity is; empty if the entity is shared or walled. */
    public Optional<String> findTenantAttribute(String entityName) {
        return Optional.ofNullable(tenantAttributes.get(entityName));
    }

    /** The type of all {@code @TenantId} attributes; String if there are none. */
    public TenantIdType idType() {
        return idType;
    }

    /** The name of a tenant column, for messages. */
    public String tenantColumn() {
        return tenantColumn;
    }

    /** The tenant column as the database has it. */
    public TenantColumn column() {
        return idType.column(tenantColumn);
    }

    /** The tables of shared entities and of what they hold, as the database names them. */
    public Set<String> sharedTables() {
        return sharedTables;
    }

    /** The names of the entities whose tenant their tables know alone. */
    public Set<String> walled() {
        return walled;
    }

    /** One sentence for each problem, in the order of the entities' names. */
    public List<String> problems() {
        return problems;
    }
}
