package io.tenancy.context;

import java.util.Objects;
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
        var scope = new Scope(context, CURRENT.get());
        CURRENT.set(scope);
        return scope;
    }

    /**
     * Binds without a scope, for frameworks that put back by hand what was there before. Lies at most once upon the
     * innermost scope, so that putting back what this scope bound leaves no trace, and the scope can be closed.
     */
    static void replace(@Nullable TenantContext context) {
        Scope scope = innermostScope();
        if (Objects.equals(context, scope == null ? null : scope.context)) {
            bind(scope);
        } else {
            bind(new Binding(context, scope));
        }
    }

    private static @Nullable Scope innermostScope() {
        Binding binding = CURRENT.get();
        while (binding != null && !(binding instanceof Scope)) {
            binding = binding.previous;
        }
        return (Scope) binding;
    }

    private static void bind(@Nullable Binding binding) {
        if (binding == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(binding);
        }
    }

    private static class Binding {

        final @Nullable TenantContext context;
        final @Nullable Binding previous;

        Binding(@Nullable TenantContext context, @Nullable Binding previous) {
            this.context = context;
            this.previous = previous;
        }
    }

    private static final class Scope extends Binding implements TenantScope {

        private final Thread thread = Thread.currentThread();
        private boolean open = true;

        Scope(@Nullable TenantContext context, @Nullable Binding previous) {
            super(context, previous);
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
            boolean innermost = CURRENT.get() == this;
            closeAllWithin();
            bind(previous);
            if (!innermost) {
                throw new IllegalStateException("Scope of " + describe()
                        + " was closed while a scope entered later was still open; both are closed now. Close scopes"
                        + " in reverse order, best with try-with-resources.");
            }
        }

        /** A scope that a task forgot must not stay on the thread: the pool's next task would find its tenant. */
        private void closeAllWithin() {
            for (Binding b = CURRENT.get(); b != previous && b != null; b = b.previous) {
                if (b instanceof Scope scope) {
                    scope.open = false;
                }
            }
        }

        private String describe() {
            return context == null ? "no tenant" : "tenant '" + context.tenant() + "'";
        }
    }
}
