package io.tenancy.postgres.binding;

import java.lang.reflect.Method;
import java.util.Set;

/** Large objects belong to a login, not to a row: no wall stands between tenants that share the login. */
final class LargeObjects {

    static final String REMEDY =
            "PostgreSQL keeps large objects outside of all tables, where no wall protects them. Use bytea or text.";

    private static final Set<String> SETTERS = Set.of("setBlob", "setClob", "setNClob");

    private LargeObjects() {}

    static boolean isSetter(Method method) {
        return SETTERS.contains(method.getName());
    }
}
