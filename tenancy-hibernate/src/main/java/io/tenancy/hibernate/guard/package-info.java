/** The wall inside Hibernate: what is loaded, flushed or written is the session's tenant's own. */
@NullMarked
package io.tenancy.hibernate.guard;

import org.jspecify.annotations.NullMarked;
