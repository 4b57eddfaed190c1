package io.tenancy.hibernate.mapping;

import java.util.HashSet;
import java.util.Set;

/**
 * What is said of entities that say nothing themselves. Immutable.
 *
 * @param shared classes that belong to no tenant
 * @param walledPackages packages, with those below them, whose entities belong to a tenant that their tables know alone:
 *     the column has a default that names the tenant, and PostgreSQL keeps the rows apart
 */
public record EntityDeclarations(Set<Class<?>> shared, Set<String> walledPackages) {

    public EntityDeclarations {
        shared = Set.copyOf(shared);
        walledPackages = Set.copyOf(walledPackages);
    }

    public static EntityDeclarations none() {
        return new EntityDeclarations(Set.of(), Set.of());
    }

    public static EntityDeclarations ofShared(Set<Class<?>> classes) {
        return new EntityDeclarations(classes, Set.of());
    }

    /** The same with these classes too. */
    public EntityDeclarations withShared(Set<Class<?>> classes) {
        var all = new HashSet<>(shared);
        all.addAll(classes);
        return new EntityDeclarations(all, walledPackages);
    }

    /** The same with these packages too. */
    public EntityDeclarations withWalled(Set<String> packages) {
        var all = new HashSet<>(walledPackages);
        all.addAll(packages);
        return new EntityDeclarations(shared, all);
    }

    boolean isWalled(String entityName) {
        return walledPackages.stream().anyMatch(name -> entityName.startsWith(name + "."));
    }
}
