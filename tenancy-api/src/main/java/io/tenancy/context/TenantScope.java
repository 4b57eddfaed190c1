package io.tenancy.context;

/** An entered context. Closing it restores what was bound before; close it on the thread that entered it. */
public interface TenantScope extends AutoCloseable {

    /**
     * Restores what was bound before this scope. A second close does nothing.
     *
     * @throws IllegalStateException if a scope entered later is still open, which is closed as well; or if this is
     *     another thread, in which case nothing happens
     */
    @Override
    void close();
}
