package io.tenancy.hibernate.paging;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes bytes that nobody can read or change without the key: an HMAC over the content is both signature and start value
 * of the cipher (a synthetic IV, as in RFC 5297), so that no randomness can ever be used twice. Safe for use by several
 * threads.
 */
final class CursorSeal {

    static final byte VERSION = 1;
    static final int SIGNATURE = 16;

    private final byte[] signing;
    private final SecretKeySpec hiding;

    CursorSeal(CursorKey key) {
        this.signing = key.derive("cursor signature");
        this.hiding = new SecretKeySpec(key.derive("cursor content"), "AES");
    }

    byte[] seal(byte[] content) {
        byte[] signature = sign(content);
        byte[] hidden = cipher(Cipher.ENCRYPT_MODE, signature, content);
        return ByteBuffer.allocate(1 + SIGNATURE + hidden.length)
                .put(VERSION)
                .put(signature)
                .put(hidden)
                .array();
    }

    /** What was sealed with this key; empty if these bytes were not. */
    Optional<byte[]> findContent(byte[] bytes) {
        byte[] signature = Arrays.copyOfRange(bytes, 1, 1 + SIGNATURE);
        byte[] content = cipher(Cipher.DECRYPT_MODE, signature, Arrays.copyOfRange(bytes, 1 + SIGNATURE, bytes.length));
        return MessageDigest.isEqual(signature, sign(content)) ? Optional.of(content) : Optional.empty();
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
