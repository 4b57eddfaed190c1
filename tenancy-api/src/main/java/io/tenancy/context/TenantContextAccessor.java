package io.tenancy.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context-propagation carry the tenant's context, in Reactor for example. Nothing here needs that
 * library. On the class path {@code ServiceLoader} finds this class; on the module path, where a service cannot be
 * optional, say {@code ContextRegistry.getInstance().registerThreadLocalAccessor(new TenantContextAccessor())}. Safe for
 * use by several threads.
 */
@SuppressWarnings("exports") // whoever uses this class has Micrometer's module
public final class TenantContextAccessor implements ThreadLocalAccessor<TenantContext> {

    /** The key of a {@link TenantContext} in snapshots and in Reactor's context. */
    public static final String KEY = "io.tenancy.context";

    /** For {@code ServiceLoader} and {@code ContextRegistry}. */
    public TenantContextAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable TenantContext getValue() {
        return BoundContext.get();
    }

    @Override
    public void setValue(TenantContext context) {
        BoundContext.replace(context);
    }

    /** Binds nothing. */
    @Override
    public void setValue() {
        BoundContext.replace(null);
    }

    /** Puts back that nothing was bound. */
    @Override
    public void restore() {
        BoundContext.replace(null);
    }
}
