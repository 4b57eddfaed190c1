/** Transactions of Spring on connections of tenants. */
@NullMarked
package io.tenancy.spring.transaction;

import org.jspecify.annotations.NullMarked;
