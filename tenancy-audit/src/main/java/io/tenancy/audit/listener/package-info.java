/** Hearing of recorded changes in the process that made them. */
@NullMarked
package io.tenancy.audit.listener;

import org.jspecify.annotations.NullMarked;
