package io.tenancy.hibernate.id;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hibernate.id.IntegralDataTypeHolder;
import org.jspecify.annotations.Nullable;

/**
 * Ids that a sequence has granted and that are not used yet. Safe for use by several threads.
 *
 * <p>The sequence is asked without holding the lock: its call may have to wait for a connection, and whoever has one may
 * be waiting for the lock. Threads that ask at the same time each bring a block, and none is lost.
 */
final class IdBlocks {

    private final long epoch;
    private final int size;
    private final long initialValue;
    private final Lock lock = new ReentrantLock();
    private final Deque<Block> blocks = new ArrayDeque<>();

    /** The ids from {@code next} up to {@code last}. */
    private record Block(IntegralDataTypeHolder next, IntegralDataTypeHolder last) {}

    IdBlocks(long epoch, int size, long initialValue) {
        this.epoch = epoch;
        this.size = size;
        this.initialValue = initialValue;
    }

    long epoch() {
        return epoch;
    }

    Number take(Supplier<IntegralDataTypeHolder> sequence) {
        Number id = takeKept();
        if (id != null) {
            return id;
        }
        Block block = granted(sequence.get());
        Number first = block.next().makeValueThenIncrement();
        keep(block);
        return first;
    }

    private @Nullable Number takeKept() {
        lock.lock();
        try {
            Block block = blocks.peekFirst();
            if (block == null) {
                return null;
            }
            Number id = block.next().makeValueThenIncrement();
            if (block.next().gt(block.last())) {
                blocks.removeFirst();
            }
            return id;
        } finally {
            lock.unlock();
        }
    }

    private void keep(Block block) {
        if (!block.next().gt(block.last())) {
            lock.lock();
            try {
                blocks.addLast(block);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * A sequence's value is the last id of its block, except that a sequence which has just begun grants one id: what
     * lies below was never granted. So a sequence that was set back cannot lead to negative ids.
     */
    private Block granted(IntegralDataTypeHolder value) {
        boolean begun = value.eq(initialValue) || value.lt(size);
        return new Block(begun ? value.copy() : value.copy().subtract(size - 1), value);
    }
}
