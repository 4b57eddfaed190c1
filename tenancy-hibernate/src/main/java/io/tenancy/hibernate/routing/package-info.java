/** Each session is given its tenant, once, and that tenant's connections. The one place that speaks Hibernate's SPI for it. */
@NullMarked
package io.tenancy.hibernate.routing;

import org.jspecify.annotations.NullMarked;
