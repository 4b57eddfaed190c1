package io.tenancy.postgres.doctor;

import io.tenancy.postgres.pool.DriverOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of server and driver. */
final class Versions {

    private static final int OLDEST_MAJOR = 15;

    /** CVE-2025-8713: before, statistics told values of rows that a policy hides. */
    private static final Map<Integer, Integer> OLDEST_MINOR = Map.of(15, 14, 16, 10, 17, 6);

    private Versions() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        var findings = new ArrayList<Finding>();
        server(examination.database(), examination.serverVersion()).ifPresent(findings::add);
        String driver = examination.connection().getMetaData().getDriverVersion();
        DriverOptions.problems(driver).forEach(problem -> findings.add(unsafeDriver("driver", problem)));
        return findings;
    }

    /** @param version as {@code server_version_num} has it */
    static Optional<Finding> server(String database, int version) {
        int major = version / 10_000;
        int minor = version % 10_000;
        int expected = OLDEST_MINOR.getOrDefault(major, 0);
        if (major >= OLDEST_MAJOR && minor >= expected) {
            return Optional.empty();
        }
        String floor =
                major < OLDEST_MAJOR ? OLDEST_MAJOR + "." + OLDEST_MINOR.get(OLDEST_MAJOR) : major + "." + expected;
        return Optional.of(Finding.inWords(
                Rule.SERVER_TOO_OLD,
                "database " + database,
                "PostgreSQL " + major + "." + minor,
                floor + " or newer",
                "update the server to PostgreSQL " + floor + " or newer"));
    }

    static Finding unsafeDriver(String object, String problem) {
        return Finding.inWords(
                Rule.DRIVER_UNSAFE,
                object,
                problem,
                "a driver and options that carry the binding",
                "change the driver's version, or the option in the URL or in Server.withDriverProperty");
    }
}
