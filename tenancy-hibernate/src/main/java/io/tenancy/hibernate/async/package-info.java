/** Units of work on other threads, as many at once as there are connections. */
@NullMarked
package io.tenancy.hibernate.async;

import org.jspecify.annotations.NullMarked;
