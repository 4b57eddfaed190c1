/** What the audit trail refuses. */
@NullMarked
package io.tenancy.audit.refusal;

import org.jspecify.annotations.NullMarked;
