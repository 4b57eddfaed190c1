/** Entry points: Hibernate for tenants, stand-alone or as settings for whoever bootstraps Hibernate. */
@NullMarked
package io.tenancy.hibernate;

import org.jspecify.annotations.NullMarked;
