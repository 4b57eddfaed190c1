package io.tenancy.hibernate.paging;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that cursors are sealed with. All nodes of a service share one. Immutable. */
public final class CursorKey {

    private static final int LENGTH = 32;
    private static final String HMAC = "HmacSHA256";

    private final byte[] secret;

    private CursorKey(byte[] secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException if the secret has less than 32 bytes */
    public static CursorKey of(byte[] secret) {
        if (secret.length < LENGTH) {
            throw new IllegalArgumentException(
                    "Cursor key refused: expected at least " + LENGTH + " bytes, found " + secret.length + ".");
        }
        return new CursorKey(secret.clone());
    }

    /** For one process: its cursors end with it, and no other node takes them. */
    public static CursorKey random() {
        var secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return new CursorKey(secret);
    }

    /** A key for one purpose, from which nobody learns this one. */
    byte[] derive(String purpose) {
        return hmac(secret, purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CursorKey key && Arrays.equals(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secret);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "CursorKey";
    }
}
