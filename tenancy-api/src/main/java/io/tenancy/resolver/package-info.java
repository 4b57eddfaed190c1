/** From a request to a tenant: resolvers, their order, and what they answered. */
@NullMarked
package io.tenancy.resolver;

import org.jspecify.annotations.NullMarked;
