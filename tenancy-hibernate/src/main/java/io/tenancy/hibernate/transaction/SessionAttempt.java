package io.tenancy.hibernate.transaction;

import org.hibernate.SharedSessionContract;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Which attempt at a unit of work a session serves. For one thread, as the session. */
public final class SessionAttempt implements Extension {

    private int number = 1;

    SessionAttempt() {}

    /** From 1 on; 1 where nobody tries again. */
    public static int numberOf(SharedSessionContract session) {
        return of(session).number;
    }

    static void settle(SharedSessionContract session, int number) {
        of(session).number = number;
    }

    private static SessionAttempt of(SharedSessionContract session) {
        return session.unwrap(SharedSessionContractImplementor.class).getExtension(SessionAttempt.class);
    }
}
