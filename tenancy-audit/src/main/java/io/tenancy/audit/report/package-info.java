/** What of a factory is on the trail. */
@NullMarked
package io.tenancy.audit.report;

import org.jspecify.annotations.NullMarked;
