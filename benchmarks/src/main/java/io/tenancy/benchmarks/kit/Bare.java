package io.tenancy.benchmarks.kit;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test without isolation its service: one for all, opened before the first. Stateless. */
public final class Bare implements ParameterResolver {

    /** For JUnit. */
    public Bare() {}

    private record Opened(TestDatabase database, Shelf shelf) implements AutoCloseable {

        static Opened first() {
            var library = new Library();
            TestDatabase database = TestServer.shared().createDatabase();
            library.fill(database);
            return new Opened(database, library.open(database));
        }

        @Override
        public void close() {
            try (database) {
                shelf.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shelf.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Bare.class))
                .computeIfAbsent(Opened.class, type -> Opened.first(), Opened.class)
                .shelf();
    }
}
