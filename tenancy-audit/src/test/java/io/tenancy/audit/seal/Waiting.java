package io.tenancy.audit.seal;

import java.sql.SQLException;

/** Whoever writes elsewhere on the test's server holds up what is settled; so tests seal until they have what they wrote. */
final class Waiting {

    private Waiting() {}

    static void seal(Sealer sealer, long events) throws SQLException {
        for (long sealed = 0; sealed < events; ) {
            sealed += sealer.seal();
            Thread.onSpinWait();
        }
    }
}
