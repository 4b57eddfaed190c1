/** The current tenant: entered, restored, captured for other threads. */
@NullMarked
package io.tenancy.context;

import org.jspecify.annotations.NullMarked;
