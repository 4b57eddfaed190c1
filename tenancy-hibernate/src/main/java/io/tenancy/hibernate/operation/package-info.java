/** What the library's own statements are for. */
@NullMarked
package io.tenancy.hibernate.operation;

import org.jspecify.annotations.NullMarked;
