/** The entity model as tenancy sees it: what belongs to a tenant, what is shared, and how a tenant is identified. */
@NullMarked
package io.tenancy.hibernate.mapping;

import org.jspecify.annotations.NullMarked;
