package io.tenancy.benchmarks.timing;

/** One of the ways to do the same work that are compared. For use by one thread. */
public interface Contender {

    String name();

    /** Opens what the samples of one block share. In the same round every contender does the same work. */
    Block open(int round) throws Exception;

    /** Some samples in a row. */
    interface Block extends AutoCloseable {

        /** The work of one sample. */
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }
}
