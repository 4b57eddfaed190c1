/** JSON as the log has it, to and from plain values. */
@NullMarked
package io.tenancy.audit.json;

import org.jspecify.annotations.NullMarked;
