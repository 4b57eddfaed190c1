package io.tenancy;

/** Untrusted text made fit for one line of a message or a log: no control, format or direction characters. */
final class Printable {

    private static final int LONGEST = 80;

    private Printable() {}

    static String of(String untrusted) {
        var line = new StringBuilder("'");
        untrusted.codePoints().limit(LONGEST).forEach(c -> {
            if (c >= ' ' && c < 0x7f) {
                line.appendCodePoint(c);
            } else {
                line.append(String.format("\\u%04x", c));
            }
        });
        return line.append(untrusted.codePointCount(0, untrusted.length()) > LONGEST ? "…'" : "'")
                .toString();
    }
}
