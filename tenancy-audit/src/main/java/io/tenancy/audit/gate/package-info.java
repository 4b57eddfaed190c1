/** Statements that would write to recorded tables past the trail do not pass. */
@NullMarked
package io.tenancy.audit.gate;

import org.jspecify.annotations.NullMarked;
