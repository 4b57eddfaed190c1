package io.tenancy.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Numbers given as {@code key=value}, each with a default. Immutable. */
public final class Options {

    private final Map<String, Long> values;

    private Options(Map<String, Long> values) {
        this.values = values;
    }

    /**
     * The defaults with what was given on top; {@code seed} is always known and random unless given.
     *
     * @throws IllegalArgumentException if a key is unknown or a value no number
     */
    public static Options parse(Map<String, Integer> defaults, String... arguments) {
        var values = new TreeMap<String, Long>();
        defaults.forEach((key, value) -> values.put(key, value.longValue()));
        values.put("seed", System.nanoTime() % 1_000_000);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !values.containsKey(parts[0]) || !parts[1].matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "Option '" + argument + "' refused: expected key=number, with one of " + values.keySet() + ".");
            }
            values.put(parts[0], Long.valueOf(parts[1]));
        }
        return new Options(new LinkedHashMap<>(values));
    }

    public long number(String key) {
        Long value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("There is no option '" + key + "'.");
        }
        return value;
    }

    /** @throws IllegalArgumentException if it is not at least 1 */
    public int count(String key) {
        long value = number(key);
        if (value < 1) {
            throw new IllegalArgumentException("Option " + key + "=" + value + " refused: expected at least 1.");
        }
        return Math.toIntExact(value);
    }

    /** As it would be given, so that a run can be repeated. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(value));
        return text.toString();
    }
}
