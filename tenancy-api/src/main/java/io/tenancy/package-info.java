/** The values every module speaks of: a tenant, its id, its status, its placement, and who acts for it. */
@NullMarked
package io.tenancy;

import org.jspecify.annotations.NullMarked;
