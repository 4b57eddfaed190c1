/** Mistakes that a programmer makes sooner or later, each tried for real, and what stopped it. */
@NullMarked
package io.tenancy.example.publishing.mistakes;

import org.jspecify.annotations.NullMarked;
