package io.tenancy.audit.capture;

import io.tenancy.audit.model.PlainValue;
import io.tenancy.audit.model.RecordedCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/**
 * What is in a collection, as plain values.
 *
 * @param elements of a set or a bag
 * @param byKey of a list, an array or a map
 */
record Contents(List<@Nullable Object> elements, Map<String, @Nullable Object> byKey) {

    /** What is in it now. */
    static Contents now(
            PersistentCollection<?> collection,
            CollectionPersister persister,
            RecordedCollection recorded,
            SharedSessionContractImplementor session) {
        var reading = new Reading(recorded, session);
        Iterator<?> entries = collection.entries(persister);
        for (int i = 0; entries.hasNext(); i++) {
            Object entry = entries.next();
            if (collection.entryExists(entry, i)) {
                reading.take(
                        recorded.index() != null ? collection.getIndex(entry, i, persister) : null,
                        collection.getElement(entry));
            }
        }
        return reading.contents();
    }

    /** What was in it when it was read or last written. */
    static Contents before(
            PersistentCollection<?> collection, RecordedCollection recorded, SharedSessionContractImplementor session) {
        var reading = new Reading(recorded, session);
        Object snapshot = collection.getStoredSnapshot();
        if (snapshot instanceof Map<?, ?> map) {
            map.forEach((key, element) -> reading.take(recorded.index() != null ? key : null, element));
        } else if (snapshot instanceof Collection<?> items) {
            reading.takeAll(items);
        } else if (snapshot instanceof Object[] items) {
            reading.takeAll(Arrays.asList(items));
        }
        return reading.contents();
    }

    private record Reading(
            RecordedCollection recorded,
            SharedSessionContractImplementor session,
            List<@Nullable Object> elements,
            Map<String, @Nullable Object> byKey) {

        Reading(RecordedCollection recorded, SharedSessionContractImplementor session) {
            this(recorded, session, new ArrayList<>(), new LinkedHashMap<>());
        }

        void takeAll(Collection<? extends @Nullable Object> items) {
            int index = 0;
            for (Object item : items) {
                take(index++, item);
            }
        }

        /** A place of a list without an element has no row. */
        void take(@Nullable Object key, @Nullable Object element) {
            if (element == null) {
                return;
            }
            Object plain = PlainValue.of(recorded.element(), element, session);
            if (recorded.index() != null && key != null) {
                byKey.put(PlainValue.text(PlainValue.of(recorded.index(), key, session)), plain);
            } else {
                elements.add(plain);
            }
        }

        Contents contents() {
            return new Contents(elements, byKey);
        }
    }
}
