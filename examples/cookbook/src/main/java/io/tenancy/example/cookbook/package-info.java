/** The cookbook of Tenancy: {@code examples/cookbook/run --list}. */
@NullMarked
package io.tenancy.example.cookbook;

import org.jspecify.annotations.NullMarked;
