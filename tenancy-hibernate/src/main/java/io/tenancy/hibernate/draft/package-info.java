/** The next migration, drafted from the entity model against a live schema. */
@NullMarked
package io.tenancy.hibernate.draft;

import org.jspecify.annotations.NullMarked;
