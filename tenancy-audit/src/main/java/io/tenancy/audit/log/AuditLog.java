package io.tenancy.audit.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The table of the log as functions of PostgreSQL, for migrations written in SQL: after this script, the line
 * {@code select tenancy_audit_log()} makes it, for the placement that the script runs in.
 */
public final class AuditLog {

    private AuditLog() {}

    /** The statements that make the functions, with nothing but the rights of the schema's owner. Can be run again. */
    public static String script() {
        return read("log.sql");
    }

    /**
     * The same for seal and delivery, after that of the log: {@code select tenancy_audit_seal()} and {@code select
     * tenancy_audit_delivery()} make their tables.
     */
    public static String sealScript() {
        return read("seal.sql");
    }

    /** What triggers need, before those that are made from a mapping. */
    public static String triggerScript() {
        return read("trigger.sql");
    }

    private static String read(String name) {
        try (InputStream file = AuditLog.class.getResourceAsStream("/META-INF/tenancy/audit/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
