package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

/** Whoever writes elsewhere on the test's server holds up what is settled; so tests seal until they have what they wrote. */
final class Waiting {

    private Waiting() {}

    static void seal(Sealer sealer, long events) throws SQLException {
        long count = 0;
        for (int i = 0; count < events; i++) {
            assertThat(i).as("looks at the log").isLessThan(10_000);
            count += sealer.seal();
        }
    }

    static void untilSomethingIsIn(List<Head> heads, Sealer sealer) throws SQLException {
        for (int i = 0; heads.isEmpty(); i++) {
            assertThat(i).as("looks at the log").isLessThan(10_000);
            sealer.seal();
        }
    }
}
