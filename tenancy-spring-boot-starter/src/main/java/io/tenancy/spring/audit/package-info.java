/** What happens to tenants, on the audit trail, where the application has tenancy-audit. */
@NullMarked
package io.tenancy.spring.audit;

import org.jspecify.annotations.NullMarked;
