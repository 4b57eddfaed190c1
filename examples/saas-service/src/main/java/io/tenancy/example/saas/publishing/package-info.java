/** What a publisher has, as plain Jakarta Persistence and Spring Data. {@link io.tenancy.example.saas.publishing.TenantOwned} is all that tenants add. */
package io.tenancy.example.saas.publishing;
