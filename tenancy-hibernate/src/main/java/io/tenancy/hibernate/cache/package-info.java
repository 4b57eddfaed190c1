/** How sessions keep out of the second-level cache. */
@NullMarked
package io.tenancy.hibernate.cache;

import org.jspecify.annotations.NullMarked;
