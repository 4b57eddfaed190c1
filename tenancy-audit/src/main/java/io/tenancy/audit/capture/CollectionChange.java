package io.tenancy.audit.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went out of a collection and what came in. What does both did neither. For one thread, as the session. */
final class CollectionChange {

    private final List<@Nullable Object> removed = new ArrayList<>();
    private final List<@Nullable Object> added = new ArrayList<>();
    private final Map<String, @Nullable Object> removedByKey = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> addedByKey = new LinkedHashMap<>();

    void remove(Contents contents) {
        for (Object element : contents.elements()) {
            if (!added.remove(element)) {
                removed.add(element);
            }
        }
        contents.byKey().forEach((key, element) -> move(key, element, addedByKey, removedByKey));
    }

    void add(Contents contents) {
        for (Object element : contents.elements()) {
            if (!removed.remove(element)) {
                added.add(element);
            }
        }
        contents.byKey().forEach((key, element) -> move(key, element, removedByKey, addedByKey));
    }

    private static void move(
            String key,
            @Nullable Object element,
            Map<String, @Nullable Object> from,
            Map<String, @Nullable Object> to) {
        if (from.containsKey(key) && Objects.equals(from.get(key), element)) {
            from.remove(key);
        } else {
            to.put(key, element);
        }
    }

    Optional<Object> findRemoved() {
        return find(removed, removedByKey);
    }

    Optional<Object> findAdded() {
        return find(added, addedByKey);
    }

    private static Optional<Object> find(List<@Nullable Object> elements, Map<String, @Nullable Object> byKey) {
        if (!byKey.isEmpty()) {
            return Optional.of(byKey);
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(elements);
    }
}
