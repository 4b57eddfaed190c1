package io.tenancy.directory;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which page of tenants is wanted: so many, behind this id. Immutable.
 *
 * @param after the last id of the page before; null for the first page
 */
public record TenantPageRequest(int size, @Nullable TenantId after) {

    private static final int LARGEST = 1000;

    /** @throws IllegalArgumentException if the size is not between 1 and 1000 */
    public TenantPageRequest {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException(
                    "Page of tenants refused: expected a size of 1 to " + LARGEST + ", found " + size + ".");
        }
    }

    /** @throws IllegalArgumentException if the size is not between 1 and 1000 */
    public static TenantPageRequest first(int size) {
        return new TenantPageRequest(size, null);
    }
}
