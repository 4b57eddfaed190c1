package io.tenancy.migrate.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parts of a schema, by object. Immutable. */
public record Catalog(Map<String, String> parts) {

    private static final String ORDER = "order of columns in ";

    public Catalog {
        parts = Map.copyOf(parts);
    }

    /** What is not as in the reference, in the order of the objects' names. */
    public List<Difference> differencesFrom(Catalog reference) {
        var objects = new TreeSet<>(parts.keySet());
        objects.addAll(reference.parts.keySet());
        var differences = new ArrayList<Difference>();
        for (String object : objects) {
            var difference = new Difference(object, reference.parts.get(object), parts.get(object));
            if (!Objects.equals(difference.expected(), difference.found()) && !isImplied(difference, differences)) {
                differences.add(difference);
            }
        }
        return differences;
    }

    /** A table or column that is there or not has been named already: what hangs on it is no news. */
    private static boolean isImplied(Difference order, List<Difference> found) {
        if (!order.object().startsWith(ORDER)) {
            return false;
        }
        String column = "column " + order.object().substring(ORDER.length()) + ".";
        return found.stream()
                .anyMatch(
                        each -> each.object().startsWith(column) && (each.expected() == null || each.found() == null));
    }

    static final class Parts {

        private final Map<String, String> parts = new TreeMap<>();

        /** Two objects of one name, such as overloaded operators, are kept both. */
        void add(String object, String definition) {
            parts.merge(object, definition, (first, second) -> first + "\n" + second);
        }

        Catalog catalog() {
            return new Catalog(parts);
        }
    }
}
