package io.tenancy.audit.capture;

import io.tenancy.audit.Detail;
import io.tenancy.audit.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes into the log in the place of a value that is not to be kept. */
final class GuardedValue {

    private static final Map<String, @Nullable Object> REDACTED = Map.of("redacted", true);

    private GuardedValue() {}

    static @Nullable Object of(Detail detail, @Nullable Object value) {
        return switch (detail) {
            case VALUE -> value;
            case DIGEST -> value == null ? null : Map.of("sha256", sha256(value));
            case REDACTED, NOTHING -> REDACTED;
        };
    }

    /** Of a text as it is, which anybody can compute. */
    private static String sha256(Object value) {
        String text = value instanceof String string ? string : Json.write(value);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every Java has SHA-256", e);
        }
    }
}
