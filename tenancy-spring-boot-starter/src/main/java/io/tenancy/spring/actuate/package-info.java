/** What operators see of tenants and pools: health and an endpoint. */
@NullMarked
package io.tenancy.spring.actuate;

import org.jspecify.annotations.NullMarked;
