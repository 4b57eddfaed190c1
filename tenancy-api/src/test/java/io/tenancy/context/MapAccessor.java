package io.tenancy.context;

import io.micrometer.context.ContextAccessor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A map as the context of a chain, as Reactor has one. */
final class MapAccessor implements ContextAccessor<Map<?, ?>, Map<?, ?>> {

    @Override
    public Class<? extends Map<?, ?>> readableType() {
        return mapType();
    }

    @Override
    public void readValues(Map<?, ?> source, Predicate<Object> wanted, Map<Object, Object> target) {
        source.forEach((key, value) -> {
            if (wanted.test(key)) {
                target.put(key, value);
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T readValue(Map<?, ?> source, Object key) {
        return (T) source.get(key);
    }

    @Override
    public Class<? extends Map<?, ?>> writeableType() {
        return mapType();
    }

    @Override
    public Map<?, ?> writeValues(Map<Object, Object> values, Map<?, ?> target) {
        var written = new HashMap<Object, Object>(target);
        written.putAll(values);
        return written;
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Map<?, ?>> mapType() {
        return (Class<? extends Map<?, ?>>) (Class<?>) Map.class;
    }
}
