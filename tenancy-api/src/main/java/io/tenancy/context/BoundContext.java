package io.tenancy.context;

import org.jspecify.annotations.Nullable;

/** The one thread-local of Tenancy. Not inheritable: a pool's thread would keep the tenant of whoever made it. */
final class BoundContext {

    private static final ThreadLocal<@Nullable Binding> CURRENT = new ThreadLocal<>();

    private BoundContext() {}

    static @Nullable TenantContext get() {
        Binding binding = CURRENT.get();
        return binding == null ? null : binding.context;
    }

    static TenantScope enter(@Nullable TenantContext context) {
        var binding = new Binding(context, CURRENT.get(), Thread.currentThread());
        CURRENT.set(binding);
        return binding;
    }

    private static final class Binding implements TenantScope {

        private final @Nullable TenantContext context;
        private final @Nullable Binding previous;
        private final Thread thread;
        private boolean open = true;

        Binding(@Nullable TenantContext context, @Nullable Binding previous, Thread thread) {
            this.context = context;
            this.previous = previous;
            this.thread = thread;
        }

        @Override
        public void close() {
            if (thread != Thread.currentThread()) {
                throw new IllegalStateException("Scope of " + describe() + " was entered by thread '" + thread.getName()
                        + "' and cannot be closed by '" + Thread.currentThread().getName() + "'.");
            }
            if (!open) {
                return;
            }
            if (CURRENT.get() != this) {
                throw new IllegalStateException("Scope of " + describe()
                        + " cannot be closed while a scope entered later is still open. Close scopes in reverse order,"
                        + " best with try-with-resources.");
            }
            open = false;
            if (previous == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(previous);
            }
        }

        private String describe() {
            return context == null ? "no tenant" : "tenant '" + context.tenant() + "'";
        }
    }
}
