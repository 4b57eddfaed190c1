/** Pages of a specification: by offset with a total of a declared kind, and by keyset with a cursor that is sealed. */
@NullMarked
package io.tenancy.hibernate.paging;

import org.jspecify.annotations.NullMarked;
