package io.tenancy.hibernate.softdelete;

import io.tenancy.context.TenantContext;

/**
 * Who may delete rows for good, which nothing undoes. A factory that was given none lets nobody. Asked by the thread that
 * purges; has to be safe for use by several.
 */
@FunctionalInterface
public interface PurgePermission {

    /** The setting that gives a factory its permission, for those who bootstrap Hibernate themselves. */
    String SETTING = "tenancy.purge_permission";

    /** @param entity the name of the entity that the purge begins with */
    boolean allows(TenantContext context, String entity);
}
