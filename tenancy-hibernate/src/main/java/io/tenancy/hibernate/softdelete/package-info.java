/** Rows that are deleted and can come back: hidden from every read, restored by operation, purged on purpose. */
@NullMarked
package io.tenancy.hibernate.softdelete;

import org.jspecify.annotations.NullMarked;
