/** How changes that Hibernate announces get into the log: gathered by unit of work, written before its commit. */
@NullMarked
package io.tenancy.audit.capture;

import org.jspecify.annotations.NullMarked;
