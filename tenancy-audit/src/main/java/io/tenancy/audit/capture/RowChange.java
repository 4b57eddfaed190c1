package io.tenancy.audit.capture;

import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.model.RecordedEntity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one unit of work has done to one row so far; several writes become one. For one thread, as the session. */
final class RowChange {

    private final RecordedEntity entity;
    private final String id;
    private final Map<String, CollectionChange> collections = new LinkedHashMap<>();
    private Kind kind = Kind.UPDATE;
    private Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private Map<String, @Nullable Object> after = new LinkedHashMap<>();

    RowChange(RecordedEntity entity, String id) {
        this.entity = entity;
        this.id = id;
    }

    /**
     * A row that is there again after it was deleted is one that was updated.
     *
     * @param values to keep
     */
    void insert(Map<String, @Nullable Object> values) {
        kind = kind == Kind.DELETE ? Kind.UPDATE : Kind.INSERT;
        if (after.isEmpty()) {
            after = values;
        } else {
            after.putAll(values);
        }
    }

    /** @param old what it was; without what nobody knows */
    void update(Map<String, @Nullable Object> old, Map<String, @Nullable Object> values) {
        values.forEach((name, value) -> {
            if (!after.containsKey(name) && old.containsKey(name)) {
                before.put(name, old.get(name));
            }
            after.put(name, value);
        });
    }

    /** A lock raised it, and nothing else. */
    void forceVersion(String name, @Nullable Object version) {
        if (kind == Kind.UPDATE) {
            after.put(name, version);
        }
    }

    void upsert(Map<String, @Nullable Object> values) {
        if (kind == Kind.UPDATE && after.isEmpty()) {
            kind = Kind.UPSERT;
        }
        after.putAll(values);
    }

    /** False if nothing is left of the row. */
    boolean delete(Map<String, @Nullable Object> old) {
        if (kind == Kind.INSERT) {
            return false;
        }
        kind = Kind.DELETE;
        var whole = new LinkedHashMap<>(old);
        whole.keySet().removeIf(name -> after.containsKey(name) && !before.containsKey(name));
        whole.putAll(before);
        before = whole;
        after = new LinkedHashMap<>();
        return true;
    }

    CollectionChange collection(String name) {
        return collections.computeIfAbsent(name, any -> new CollectionChange());
    }

    /** Empty if all is as it was. */
    Optional<Change> result() {
        if (kind == Kind.UPDATE) {
            after.keySet().removeIf(this::isUnchanged);
            before.keySet().retainAll(after.keySet());
        }
        collections.forEach((name, change) -> {
            change.findRemoved().ifPresent(removed -> before.put(name, removed));
            change.findAdded().ifPresent(added -> after.put(name, added));
        });
        if (kind == Kind.UPDATE && before.isEmpty() && after.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Change(kind, entity.name(), id, guarded(before), guarded(after)));
    }

    private boolean isUnchanged(String name) {
        return before.containsKey(name) && Objects.equals(before.get(name), after.get(name));
    }

    private @Nullable Map<String, @Nullable Object> guarded(Map<String, @Nullable Object> values) {
        if (entity.isGuarded()) {
            values.replaceAll((name, value) -> GuardedValue.of(entity.detail(name), value));
        }
        return values.isEmpty() ? null : values;
    }
}
