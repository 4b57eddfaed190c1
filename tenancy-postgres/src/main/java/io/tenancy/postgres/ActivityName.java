package io.tenancy.postgres;

import io.tenancy.TenantId;

/** What PostgreSQL shows as the application of a transaction: whose it is. */
final class ActivityName {

    /** PostgreSQL cuts off what is longer, and writes what is not ASCII as several bytes. */
    private static final int LONGEST = 63;

    private ActivityName() {}

    /** The tenant in full; in front of it as much of the application's name as there is room for. */
    static String of(String application, TenantId tenant) {
        String ascii = application
                .codePoints()
                .map(letter -> letter < ' ' || letter > '~' ? '?' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int room = LONGEST - tenant.value().length() - 1;
        String front = ascii.substring(0, Math.max(0, Math.min(room, ascii.length())));
        return front.isEmpty() ? tenant.value() : front + " " + tenant.value();
    }
}
