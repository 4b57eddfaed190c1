/** Reference data. */
@io.tenancy.hibernate.mapping.SharedAcrossTenants
package io.tenancy.hibernate.mapping.shared;
