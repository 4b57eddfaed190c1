package io.tenancy.migrate.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object in one line. For use by one thread. */
final class Json {

    private final StringBuilder members = new StringBuilder();

    Json with(String name, @Nullable String value) {
        return add(name, value == null ? "null" : quoted(value));
    }

    Json with(String name, long value) {
        return add(name, Long.toString(value));
    }

    Json with(String name, boolean value) {
        return add(name, Boolean.toString(value));
    }

    Json with(String name, List<String> values) {
        return add(name, values.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    private Json add(String name, String value) {
        members.append(members.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value);
        return this;
    }

    /** Only ASCII, so that no terminal and no pipe can spoil it. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (each < ' ' || each > '~') {
                        quoted.append(String.format("\\u%04x", (int) each));
                    } else {
                        quoted.append(each);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
