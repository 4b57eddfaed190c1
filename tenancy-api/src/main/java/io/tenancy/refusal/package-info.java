/** One exception for each decision that a caller can take. */
@NullMarked
package io.tenancy.refusal;

import org.jspecify.annotations.NullMarked;
