package io.tenancy.hibernate.bulk;

import org.jspecify.annotations.Nullable;

/** An array as PostgreSQL reads it, element by element. For use by one thread. */
final class ArrayText {

    private final StringBuilder text = new StringBuilder("{");

    void add(@Nullable String element) {
        if (text.length() > 1) {
            text.append(',');
        }
        if (element == null) {
            text.append("NULL");
            return;
        }
        text.append('"');
        int copied = 0;
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                text.append(element, copied, i).append('\\');
                copied = i;
            }
        }
        text.append(element, copied, element.length()).append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
