package io.tenancy.hibernate.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.jspecify.annotations.Nullable;

/** Looks at entity after entity, and keeps what belongs to a tenant apart from what is wrong. */
final class EntityCheck {

    private final EntityDeclarations declared;
    private final Set<Class<?>> unused;
    private final Set<String> walled = new TreeSet<>();
    private final Map<String, TenantAttribute> tenantAttributes = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();

    EntityCheck(EntityDeclarations declared) {
        this.declared = declared;
        this.unused = new HashSet<>(declared.shared());
    }

    void add(PersistentClass entity) {
        Class<?> mapped = entity.hasPojoRepresentation() ? entity.getMappedClass() : null;
        boolean tenant = TenantAttribute.isDeclaredBy(entity);
        boolean declaredShared = isDeclaredShared(mapped);
        if (tenant && declaredShared) {
            problem(entity, "has a @TenantId attribute and is declared shared, expected one of the two. Drop either.");
        } else if (!tenant && !declaredShared && declared.isWalled(entity.getEntityName())) {
            walled.add(entity.getEntityName());
        } else if (!tenant && !declaredShared) {
            problem(entity, whatIsMissing(entity));
        } else if (tenant) {
            addTenantOwned(entity, mapped);
        }
    }

    private void addTenantOwned(PersistentClass entity, @Nullable Class<?> mapped) {
        Property property = TenantAttribute.findProperty(entity).orElse(null);
        if (property == null) {
            problem(
                    entity,
                    "maps @TenantId to a formula or as part of its identifier, expected a column of its own."
                            + " Map it to a plain attribute; the key of the table may still lead with that column.");
            return;
        }
        String attribute = "the @TenantId attribute '" + property.getName() + "'";
        if (!property.isInsertable()) {
            problem(entity, "maps " + attribute + " as not insertable, expected insertable. Drop insertable=false.");
            return;
        }
        if (entity.getTable().getSchema() != null || entity.getTable().getCatalog() != null) {
            problem(
                    entity,
                    "is mapped to a schema or catalog by name, expected none: its tenant's placement decides. Drop"
                            + " schema and catalog from @Table.");
            return;
        }
        Class<?> javaType = property.getType().getReturnedClass();
        Optional<TenantIdType> idType = TenantIdType.find(javaType);
        if (idType.isEmpty() || isPrimitive(property, mapped)) {
            problem(
                    entity,
                    "has " + attribute + " of type " + javaType.getSimpleName()
                            + ", expected String, java.util.UUID or java.lang.Long. Change its type.");
            return;
        }
        var column = (Column) property.getSelectables().get(0);
        String name = column.isQuoted() ? column.getName() : column.getName().toLowerCase(Locale.ROOT);
        tenantAttributes.put(
                entity.getEntityName(), new TenantAttribute(property.getName(), name, idType.orElseThrow()));
    }

    /** A primitive is never null, so that a new entity would claim to be of tenant 0. */
    private static boolean isPrimitive(Property property, @Nullable Class<?> mapped) {
        return mapped != null && property.getGetter(mapped).getReturnTypeClass().isPrimitive();
    }

    private static String whatIsMissing(PersistentClass entity) {
        boolean below = entity.getSubclasses().stream().anyMatch(TenantAttribute::isDeclaredBy);
        return below
                ? "has no @TenantId attribute though a subclass has one: its own rows would be everybody's. Move the"
                        + " attribute to " + entity.getEntityName() + "."
                : "has no @TenantId attribute and is not declared shared, expected one of the two. Add a @TenantId"
                        + " attribute, or mark the entity or its package with @SharedAcrossTenants.";
    }

    private boolean isDeclaredShared(@Nullable Class<?> mapped) {
        if (mapped == null) {
            return false;
        }
        unused.remove(mapped);
        return declared.shared().contains(mapped)
                || mapped.isAnnotationPresent(SharedAcrossTenants.class)
                || mapped.getPackage().isAnnotationPresent(SharedAcrossTenants.class);
    }

    private void problem(PersistentClass entity, String what) {
        problems.put(entity.getEntityName(), "Entity " + entity.getEntityName() + " " + what);
    }

    /** The names of entities whose tenant is known to their tables alone. */
    Set<String> walled() {
        return walled;
    }

    Map<String, TenantAttribute> tenantAttributes() {
        return tenantAttributes;
    }

    List<String> problems() {
        var all = new ArrayList<>(problems.values());
        var names = new TreeSet<String>();
        unused.forEach(type -> names.add(type.getName()));
        names.forEach(name -> all.add("Class " + name + " is declared shared, but is no entity of this factory."
                + " Add it to the entities, or drop the declaration."));
        return all;
    }
}
