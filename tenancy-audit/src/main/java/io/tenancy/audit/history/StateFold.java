package io.tenancy.audit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of a row from its events, forward or back in time. For one thread. */
final class StateFold {

    private final Set<String> collections;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private Presence presence = Presence.UNKNOWN;
    private boolean whole;

    /** @param collections the attributes whose events say what went and what came */
    StateFold(Set<String> collections) {
        this.collections = collections;
    }

    RowState state() {
        return presence == Presence.ABSENT ? RowState.absent() : new RowState(presence, values, whole);
    }

    void apply(AuditEvent event) {
        switch (event.kind()) {
            case INSERT -> {
                begin(Presence.THERE, !event.after().isEmpty());
                change(event.before(), event.after());
            }
            case UPDATE, SOFT_DELETE, RESTORE -> {
                presence = Presence.THERE;
                forgetIfUntold(event);
                change(event.before(), event.after());
            }
            case UPSERT -> {
                presence = Presence.THERE;
                forgetIfUntold(event);
                change(event.before(), event.after());
                whole = whole || (collections.isEmpty() && !event.after().isEmpty());
            }
            case DELETE, PURGE -> begin(Presence.ABSENT, true);
            case STATEMENT -> begin(Presence.UNKNOWN, false);
            default -> {
                // No change of a row.
            }
        }
    }

    void undo(AuditEvent event) {
        switch (event.kind()) {
            case INSERT -> begin(Presence.ABSENT, true);
            case UPDATE, SOFT_DELETE, RESTORE -> {
                presence = Presence.THERE;
                forgetIfUntold(event);
                change(event.after(), event.before());
                forgetUnlessIn(event);
            }
            case UPSERT -> {
                presence = Presence.UNKNOWN;
                whole = false;
                forgetIfUntold(event);
                values.keySet().removeAll(event.after().keySet());
            }
            case STATEMENT -> begin(Presence.UNKNOWN, false);
            case DELETE, PURGE -> {
                begin(Presence.THERE, !event.before().isEmpty());
                change(event.after(), event.before());
            }
            default -> {
                // No change of a row.
            }
        }
    }

    /** What another fold knows and this one does not. */
    void complete(RowState other) {
        if (presence == Presence.UNKNOWN) {
            presence = other.presence();
        }
        if (presence == other.presence()) {
            other.values().forEach(values::putIfAbsent);
            whole = other.whole();
        }
    }

    private void begin(Presence found, boolean all) {
        presence = found;
        values.clear();
        whole = all;
    }

    /** Erased, or recorded without values: any of them may have changed. */
    private void forgetIfUntold(AuditEvent event) {
        if (event.before().isEmpty() && event.after().isEmpty()) {
            values.clear();
            whole = false;
        }
    }

    private void forgetUnlessIn(AuditEvent event) {
        for (String name : event.after().keySet()) {
            if (!collections.contains(name) && !event.before().containsKey(name)) {
                values.remove(name);
                whole = false;
            }
        }
    }

    private void change(Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
        to.forEach((name, value) -> {
            if (!collections.contains(name)) {
                values.put(name, value);
            }
        });
        var changed = new LinkedHashSet<>(from.keySet());
        changed.addAll(to.keySet());
        changed.retainAll(collections);
        for (String name : changed) {
            if (whole || values.containsKey(name)) {
                changeCollection(name, from.get(name), to.get(name));
            }
        }
    }

    private void changeCollection(String name, @Nullable Object gone, @Nullable Object come) {
        Object now = values.get(name);
        if (now instanceof Map || gone instanceof Map || come instanceof Map) {
            var byKey = new LinkedHashMap<Object, @Nullable Object>(now instanceof Map<?, ?> map ? map : Map.of());
            byKey.keySet().removeAll(gone instanceof Map<?, ?> map ? map.keySet() : Set.of());
            byKey.putAll(come instanceof Map<?, ?> map ? map : Map.of());
            put(name, byKey, byKey.isEmpty());
        } else {
            var elements = new ArrayList<@Nullable Object>(now instanceof List<?> list ? list : List.of());
            (gone instanceof List<?> list ? list : List.of()).forEach(elements::remove);
            elements.addAll(come instanceof List<?> list ? list : List.of());
            put(name, elements, elements.isEmpty());
        }
    }

    private void put(String name, Object content, boolean empty) {
        if (empty) {
            values.remove(name);
        } else {
            values.put(name, content);
        }
    }
}
