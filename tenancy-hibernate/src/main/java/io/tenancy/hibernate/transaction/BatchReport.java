package io.tenancy.hibernate.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of many items, of which some may have failed, in their order.
 *
 * @param created what the work gave for each item that went through
 * @param failed the others; nothing of them is left in the transaction
 */
public record BatchReport<T, R extends @Nullable Object>(List<R> created, List<Failed<T>> failed) {

    /**
     * An item that failed.
     *
     * @param index its place among all items, from 0 on
     */
    public record Failed<T>(int index, T item, RuntimeException error) {}
}
