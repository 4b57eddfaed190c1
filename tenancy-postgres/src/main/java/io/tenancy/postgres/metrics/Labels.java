package io.tenancy.postgres.metrics;

import io.micrometer.core.instrument.Tags;
import io.tenancy.Tenant;
import io.tenancy.postgres.admission.Plans;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What meters say of a tenant. Safe for use by several threads. */
interface Labels {

    /** Of work for nobody. No tenant can be called so. */
    String NOBODY = "(none)";

    /** Records something of the tenant under its label, which stays its own until that is done. */
    void label(@Nullable Tenant tenant, Consumer<Tags> recording);

    /** What the tenant used, for those who care who uses most. */
    default void used(Tenant tenant, long nanos) {}

    /** @param left hears of a label that nothing is recorded under any more */
    static Labels of(TenantTag tag, Plans plans, Consumer<Tags> left, LongSupplier clock) {
        if (tag instanceof TenantTag.Busiest busiest) {
            return new BusiestLabels(busiest.places(), left, clock);
        }
        if (tag instanceof TenantTag.ByPlan) {
            return each("plan", tenant -> plans.of(tenant).name());
        }
        if (tag instanceof TenantTag.All) {
            return each("tenant", tenant -> tenant.id().value());
        }
        return (tenant, recording) -> recording.accept(Tags.empty());
    }

    private static Labels each(String tag, Function<Tenant, String> value) {
        return (tenant, recording) -> recording.accept(Tags.of(tag, tenant == null ? NOBODY : value.apply(tenant)));
    }
}
