package io.tenancy.hibernate.transaction;

import java.util.Optional;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Which attempt at a unit of work a session serves. For one thread, as the session. */
public final class SessionAttempt implements Extension {

    private int number = 1;
    private @Nullable SharedSessionContract outer;

    SessionAttempt() {}

    /** From 1 on; 1 where nobody tries again. */
    public static int numberOf(SharedSessionContract session) {
        return of(session).number;
    }

    /** Whose transaction a session is a part of, its own being a savepoint; empty for most. */
    public static Optional<SharedSessionContract> findOuter(SharedSessionContract session) {
        return Optional.ofNullable(of(session).outer);
    }

    static void settlePart(SharedSessionContract session, SharedSessionContract outer) {
        of(session).number = numberOf(outer);
        of(session).outer = outer;
    }

    static void settle(SharedSessionContract session, int number) {
        of(session).number = number;
    }

    private static SessionAttempt of(SharedSessionContract session) {
        return session.unwrap(SharedSessionContractImplementor.class).getExtension(SessionAttempt.class);
    }
}
