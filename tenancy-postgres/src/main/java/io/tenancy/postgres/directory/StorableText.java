package io.tenancy.postgres.directory;

import io.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Text that comes back from PostgreSQL as it went in. */
final class StorableText {

    private StorableText() {}

    /** @throws IllegalArgumentException if a key or value has a NUL or half a surrogate pair; it is not repeated */
    static void requireIn(TenantId tenant, Map<String, String> attributes) {
        attributes.forEach((key, value) -> {
            if (!isStorable(key) || !isStorable(value)) {
                throw new IllegalArgumentException("Attributes of tenant '" + tenant
                        + "' refused: expected text without NUL and without lone surrogates.");
            }
        });
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
