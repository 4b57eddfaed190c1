/** What was applied where, for a whole server in a few queries. */
@NullMarked
package io.tenancy.migrate.history;

import org.jspecify.annotations.NullMarked;
