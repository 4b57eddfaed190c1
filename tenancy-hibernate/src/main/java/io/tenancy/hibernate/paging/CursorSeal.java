package io.tenancy.hibernate.paging;

import io.tenancy.hibernate.paging.CursorRefusedException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes text that nobody can read or change without the key: an HMAC over the content is both signature and start value
 * of the cipher (a synthetic IV, as in RFC 5297), so that no randomness can ever be used twice. Safe for use by several
 * threads.
 */
final class CursorSeal {

    private static final byte VERSION = 1;
    private static final int SIGNATURE = 16;

    private final byte[] signing;
    private final SecretKeySpec hiding;

    CursorSeal(CursorKey key) {
        this.signing = key.derive("cursor signature");
        this.hiding = new SecretKeySpec(key.derive("cursor content"), "AES");
    }

    String seal(byte[] content) {
        byte[] signature = sign(content);
        byte[] hidden = cipher(Cipher.ENCRYPT_MODE, signature, content);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(1 + SIGNATURE + hidden.length)
                        .put(VERSION)
                        .put(signature)
                        .put(hidden)
                        .array());
    }

    /** @param refusal makes the exception to throw for text that was not made by {@link #seal} with this key */
    byte[] open(String text, Function<Reason, RuntimeException> refusal) {
        byte[] bytes = decode(text, refusal);
        if (bytes.length <= 1 + SIGNATURE) {
            throw refusal.apply(Reason.NOT_AUTHENTIC);
        }
        if (bytes[0] != VERSION) {
            throw refusal.apply(Reason.OTHER_VERSION);
        }
        byte[] signature = Arrays.copyOfRange(bytes, 1, 1 + SIGNATURE);
        byte[] content = cipher(Cipher.DECRYPT_MODE, signature, Arrays.copyOfRange(bytes, 1 + SIGNATURE, bytes.length));
        if (!MessageDigest.isEqual(signature, sign(content))) {
            throw refusal.apply(Reason.NOT_AUTHENTIC);
        }
        return content;
    }

    private static byte[] decode(String text, Function<Reason, RuntimeException> refusal) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // The last character has bits that say nothing: only one way to write a cursor is taken.
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // What is no Base64 is refused like any other text that was changed.
        }
        throw refusal.apply(Reason.NOT_AUTHENTIC);
    }

    private byte[] sign(byte[] content) {
        byte[] versioned = ByteBuffer.allocate(1 + content.length)
                .put(VERSION)
                .put(content)
                .array();
        return Arrays.copyOf(CursorKey.hmac(signing, versioned), SIGNATURE);
    }

    private byte[] cipher(int mode, byte[] start, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, hiding, new IvParameterSpec(start));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
