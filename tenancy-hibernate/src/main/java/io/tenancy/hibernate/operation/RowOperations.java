package io.tenancy.hibernate.operation;

import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What the statements of a session are for while the library sends some of its own, told to who records them. For one
 * thread, as the session.
 */
public final class RowOperations implements Extension {

    private @Nullable RowOperation current;

    RowOperations() {}

    /** What {@code work} sends by this session is said to be for that; what it sends by others is not. */
    public static <R> R during(RowOperation operation, SharedSessionContract session, Supplier<R> work) {
        RowOperations operations = of(session);
        RowOperation outer = operations.current;
        operations.current = operation;
        try {
            return work.get();
        } finally {
            operations.current = outer;
        }
    }

    /** Empty while the session sends what the application wrote. */
    public static Optional<RowOperation> find(SharedSessionContract session) {
        return Optional.ofNullable(of(session).current);
    }

    private static RowOperations of(SharedSessionContract session) {
        return session.unwrap(SharedSessionContractImplementor.class).getExtension(RowOperations.class);
    }
}
