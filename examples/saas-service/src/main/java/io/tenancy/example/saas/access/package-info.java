/** Who asks: tokens of tenants' users, the operator's login. */
@NullMarked
package io.tenancy.example.saas.access;

import org.jspecify.annotations.NullMarked;
