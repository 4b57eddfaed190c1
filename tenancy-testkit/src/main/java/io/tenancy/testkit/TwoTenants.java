package io.tenancy.testkit;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Two tenants, to show that each sees its own and neither sees the other's. Immutable. */
public record TwoTenants(TenantId first, TenantId second) {

    /** @throws IllegalArgumentException if both are the same */
    public TwoTenants {
        if (first.equals(second)) {
            throw new IllegalArgumentException("Two tenants expected, found '" + first + "' twice.");
        }
    }

    /** @throws IllegalArgumentException if both are the same, or an id breaks the rule of {@link TenantId} */
    public static TwoTenants of(String first, String second) {
        return new TwoTenants(TenantId.of(first), TenantId.of(second));
    }

    /**
     * Runs this for both, one after the other, each in its own context. What both have written is read in a step of its
     * own: {@code tenants.each(write).each(read)}.
     *
     * @throws AssertionError if it fails for one of them; says for which
     */
    public TwoTenants each(Step step) throws Exception {
        run(first, second, step);
        run(second, first, step);
        return this;
    }

    /**
     * Asserts both halves: what each sees contains its own mark and not the other's.
     *
     * @param mark what shows whose a thing is, for a tenant
     * @param seen what the current tenant sees
     */
    public <T> TwoTenants eachSeesOnlyItsOwn(Function<TenantId, T> mark, Callable<? extends Collection<T>> seen)
            throws Exception {
        return each((own, other) -> {
            var found = seen.call();
            if (!found.contains(mark.apply(own))) {
                throw new AssertionError(
                        "its own '" + mark.apply(own) + "' is not among the " + found.size() + " seen.");
            }
            if (found.contains(mark.apply(other))) {
                throw new AssertionError("the other's '" + mark.apply(other) + "' is seen.");
            }
        });
    }

    private static void run(TenantId own, TenantId other, Step step) throws Exception {
        try (var scope = TenantContext.of(own).enter()) {
            step.run(own, other);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "As tenant '" + own + "', with '" + other + "' as the other: " + e.getMessage(), e);
        }
    }

    /** What is done, or asserted, in the context of one's own tenant. */
    @FunctionalInterface
    public interface Step {

        void run(TenantId own, TenantId other) throws Exception;
    }
}
