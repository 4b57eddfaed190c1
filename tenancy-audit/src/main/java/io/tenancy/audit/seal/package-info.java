/** The seal of the log: chains of hashes by tenant, made after the fact, that show whether somebody changed it. */
@NullMarked
package io.tenancy.audit.seal;

import org.jspecify.annotations.NullMarked;
