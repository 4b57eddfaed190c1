package io.tenancy.hibernate.draft;

import io.tenancy.refusal.TenancyConfigurationException;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * A draft for a program that is not the application, and has its classes in a loader of their own. The entities are known
 * by name, and only types of the JDK go in and out. For use by one thread.
 */
public final class NamedEntities {

    private static final String SUBJECT = "The draft of a migration";
    private static final List<Class<? extends Annotation>> MAPPED =
            List.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class);

    private final List<Class<?>> classes = new ArrayList<>();
    private final List<String> packages = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private NamedEntities() {}

    /**
     * As {@link MigrationDraft#of}, with Hibernate's settings, such as a naming strategy.
     *
     * @param names of classes in the loader of this one; those that Hibernate does not map are passed over
     * @param shared names of entities that belong to no tenant and cannot be annotated
     * @return the {@code script} as one text, its {@code statements} and its {@code warnings}
     * @throws TenancyConfigurationException if none of them is an entity, or entities neither belong to a tenant nor are
     *     shared
     */
    public static Map<String, List<String>> draft(
            List<String> names, List<String> shared, Map<String, String> settings, Connection live)
            throws SQLException {
        var entities = new NamedEntities();
        names.forEach(entities::add);
        if (entities.classes.stream().noneMatch(type -> type.isAnnotationPresent(Entity.class))) {
            throw new TenancyConfigurationException(
                    SUBJECT,
                    Stream.concat(
                                    Stream.of("there is no entity among " + names.size() + " classes."),
                                    entities.leftOut.stream())
                            .toList());
        }
        MigrationDraft draft = entities.draft(shared, settings, live);
        return Map.of(
                "script", List.of(draft.script()), "statements", draft.statements(), "warnings", draft.warnings());
    }

    private void add(String name) {
        try {
            Class<?> type = Class.forName(name, false, NamedEntities.class.getClassLoader());
            if (name.endsWith(".package-info")) {
                packages.add(type.getPackageName());
            } else if (MAPPED.stream().anyMatch(type::isAnnotationPresent)) {
                classes.add(type);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // What it extends is optional, and not there. If it is an entity, a reviewer has to know.
            leftOut.add("class " + name + " could not be looked at: " + e);
        }
    }

    private MigrationDraft draft(List<String> shared, Map<String, String> settings, Connection live)
            throws SQLException {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .applySettings(Map.copyOf(settings))
                .build();
        try {
            var sources = new MetadataSources(registry);
            packages.forEach(sources::addPackage);
            sources.addAnnotatedClasses(classes.toArray(Class<?>[]::new));
            MigrationDraft draft = MigrationDraft.of(sources.buildMetadata(), shared(shared), live);
            var warnings = new ArrayList<>(draft.warnings());
            warnings.addAll(leftOut);
            return new MigrationDraft(draft.statements(), warnings, draft.needsFunctions());
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    private Set<Class<?>> shared(List<String> names) {
        var shared = new HashSet<Class<?>>();
        for (String name : names) {
            shared.add(classes.stream()
                    .filter(type -> type.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TenancyConfigurationException(
                            SUBJECT, List.of("shared class '" + name + "' is not among the entities."))));
        }
        return shared;
    }
}
