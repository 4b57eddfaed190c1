package io.tenancy.audit.capture;

import io.tenancy.audit.model.PlainValue;
import io.tenancy.audit.model.RecordedCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What is in a collection, as plain values.
 *
 * @param elements of a set or a bag
 * @param byKey of a list, an array or a map
 */
record Contents(List<@Nullable Object> elements, Map<String, @Nullable Object> byKey) {

    static Contents none() {
        return new Contents(new ArrayList<>(), new LinkedHashMap<>());
    }

    /** @param collection Hibernate's or any other, an array, a snapshot, or null, which has nothing in it */
    static Contents of(
            @Nullable Object collection, RecordedCollection recorded, SharedSessionContractImplementor session) {
        var contents = none();
        boolean keyed = recorded.index() != null;
        if (collection instanceof PersistentCollection<?> wrapper && wrapper.isWrapper(wrapper.getValue())) {
            return of(wrapper.getValue(), recorded, session);
        }
        if (collection instanceof Map<?, ?> map) {
            map.forEach((key, element) -> contents.take(keyed ? key : null, element, recorded, session));
        } else if (collection instanceof Collection<?> items) {
            contents.takeAll(items, recorded, session);
        } else if (collection instanceof Object[] items) {
            contents.takeAll(Arrays.asList(items), recorded, session);
        }
        return contents;
    }

    private void takeAll(
            Collection<? extends @Nullable Object> items,
            RecordedCollection recorded,
            SharedSessionContractImplementor session) {
        int index = 0;
        for (Object item : items) {
            take(recorded.index() == null ? null : index, item, recorded, session);
            index++;
        }
    }

    /** A place of a list without an element has no row. */
    private void take(
            @Nullable Object key,
            @Nullable Object element,
            RecordedCollection recorded,
            SharedSessionContractImplementor session) {
        if (element == null) {
            return;
        }
        Object plain = PlainValue.of(recorded.element(), element, session);
        if (key == null || recorded.index() == null) {
            elements.add(plain);
        } else {
            byKey.put(PlainValue.text(PlainValue.of(recorded.index(), key, session)), plain);
        }
    }
}
