/** What happens when Hibernate builds a factory for tenants: its settings and entities are checked, its guard installed. */
@NullMarked
package io.tenancy.hibernate.integration;

import org.jspecify.annotations.NullMarked;
