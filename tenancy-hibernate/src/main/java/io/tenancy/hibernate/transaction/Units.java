package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import org.jspecify.annotations.Nullable;

/** How messages name a unit of work. */
final class Units {

    private Units() {}

    static @Nullable TenantId tenant() {
        return TenantContext.find().map(TenantContext::tenant).orElse(null);
    }

    static String of(@Nullable TenantId tenant) {
        return tenant == null ? "" : " of tenant '" + tenant + "'";
    }
}
