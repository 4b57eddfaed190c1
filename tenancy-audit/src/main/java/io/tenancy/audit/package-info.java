/** Who changed what: what is marked {@link io.tenancy.audit.Recorded} is on the audit trail of its tenant. */
@NullMarked
package io.tenancy.audit;

import org.jspecify.annotations.NullMarked;
