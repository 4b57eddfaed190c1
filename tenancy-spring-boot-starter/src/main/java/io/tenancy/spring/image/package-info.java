/** What a native image has to be told. */
@NullMarked
package io.tenancy.spring.image;

import org.jspecify.annotations.NullMarked;
