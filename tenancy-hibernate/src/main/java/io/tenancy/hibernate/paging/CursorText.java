package io.tenancy.hibernate.paging;

import io.tenancy.hibernate.paging.CursorRefusedException.Reason;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Cursors as text for links: written with the first of its seals, read with whichever they were written with. Safe for use
 * by several threads.
 */
final class CursorText {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final List<CursorSeal> seals;

    private CursorText(List<CursorSeal> seals) {
        this.seals = seals;
    }

    static CursorText of(CursorKey key) {
        return new CursorText(List.of(new CursorSeal(key)));
    }

    CursorText withFormer(CursorKey key) {
        var all = new ArrayList<>(seals);
        all.add(new CursorSeal(key));
        return new CursorText(List.copyOf(all));
    }

    String write(byte[] content) {
        return ENCODER.encodeToString(seals.get(0).seal(content));
    }

    /** @param refusal makes the exception to throw for text that was not written with one of the keys */
    byte[] read(String text, Function<Reason, RuntimeException> refusal) {
        byte[] bytes = decode(text, refusal);
        if (bytes.length <= 1 + CursorSeal.SIGNATURE) {
            throw refusal.apply(Reason.NOT_AUTHENTIC);
        }
        if (bytes[0] != CursorSeal.VERSION) {
            throw refusal.apply(Reason.OTHER_VERSION);
        }
        return seals.stream()
                .map(seal -> seal.findContent(bytes))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> refusal.apply(Reason.NOT_AUTHENTIC));
    }

    private static byte[] decode(String text, Function<Reason, RuntimeException> refusal) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // The last character has bits that say nothing: only one way to write a cursor is taken.
            if (ENCODER.encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // What is no Base64 is refused like any other text that was changed.
        }
        throw refusal.apply(Reason.NOT_AUTHENTIC);
    }
}
