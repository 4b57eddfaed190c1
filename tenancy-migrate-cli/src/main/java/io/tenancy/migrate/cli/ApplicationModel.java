package io.tenancy.migrate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The entities of an application, read by its own Hibernate and its own release of this library. Nothing of this program
 * meets them: only types of the JDK go in and out.
 *
 * @param entities names of classes and packages
 */
record ApplicationModel(
        ClassPath classPath, List<String> entities, List<String> shared, Map<String, String> hibernate) {

    private static final String DRAFTER = "io.tenancy.hibernate.draft.NamedEntities";

    ApplicationModel {
        entities = List.copyOf(entities);
        shared = List.copyOf(shared);
        hibernate = Map.copyOf(hibernate);
    }

    /** @param live as the owner of the schema with which the model is compared */
    Drafted draft(Connection live) {
        List<String> names = entities.stream()
                .flatMap(name -> classes(name).stream())
                .distinct()
                .toList();
        try (URLClassLoader application = classPath.open()) {
            Method drafter = drafter(application);
            try (var log = ApplicationLog.kept(application)) {
                Drafted drafted = drafted(drafter.invoke(null, names, shared, hibernate, live));
                log.forget();
                return drafted;
            }
        } catch (InvocationTargetException e) {
            throw failed(Objects.requireNonNull(e.getCause()));
        } catch (IllegalAccessException e) {
            throw foreign(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> classes(String name) {
        List<String> classes = classPath.classes(name);
        if (classes.isEmpty()) {
            throw new UsageException(
                    "--entities refused: there is no class and no package '" + name + "' on the class path.");
        }
        return classes;
    }

    private static Method drafter(ClassLoader application) {
        try {
            return Class.forName(DRAFTER, true, application)
                    .getMethod("draft", List.class, List.class, Map.class, Connection.class);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw foreign(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Drafted drafted(Object result) {
        var parts = (Map<String, List<String>>) result;
        return new Drafted(
                Objects.requireNonNull(parts.get("script")).get(0),
                Objects.requireNonNull(parts.get("statements")),
                Objects.requireNonNull(parts.get("warnings")));
    }

    private static UsageException foreign(Throwable e) {
        return new UsageException("--classpath refused: it holds no tenancy-hibernate that can draft, of the release of"
                + " this program. Name what the application runs with, such as target/classes and what 'mvn"
                + " dependency:build-classpath' prints. (" + e + ")");
    }

    /** What is wrong with the model is told like any wrong use; only its message is known here. */
    private static RuntimeException failed(Throwable cause) {
        if (cause instanceof LinkageError) {
            return foreign(cause);
        }
        boolean told = cause.getClass().getName().matches("(io\\.tenancy|org\\.hibernate|jakarta\\.persistence)\\..*");
        return told
                ? new UsageException(String.valueOf(cause.getMessage()))
                : new IllegalStateException("The draft failed: " + cause, cause);
    }
}
