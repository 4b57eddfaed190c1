/** Reading the trail, always inside one tenant. */
@NullMarked
package io.tenancy.audit.history;

import org.jspecify.annotations.NullMarked;
