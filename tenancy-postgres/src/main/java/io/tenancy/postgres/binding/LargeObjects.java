package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.util.Set;

/** Large objects belong to a login, not to a row: no wall stands between tenants that share the login. */
final class LargeObjects {

    private static final Set<String> CALLS =
            Set.of("setBlob", "setClob", "setNClob", "createBlob", "createClob", "createNClob");

    private LargeObjects() {}

    static void refuse(Call call, Binding binding) {
        if (CALLS.contains(call.name())) {
            throw new ForbiddenStatementException(
                    binding.tenant(),
                    call.name(),
                    "PostgreSQL keeps large objects outside of all tables, where no wall protects them. Use bytea or text.");
        }
    }
}
