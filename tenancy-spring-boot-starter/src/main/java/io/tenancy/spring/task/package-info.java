/** Tasks on other threads run for the tenant of whoever started them. */
@NullMarked
package io.tenancy.spring.task;

import org.jspecify.annotations.NullMarked;
