/** Plain Hibernate entities of a publishing house. The one thing a tenant adds is {@link io.tenancy.example.publishing.model.TenantOwned}. */
package io.tenancy.example.publishing.model;
