/** What happens while a fleet is migrated, told to listeners. */
@NullMarked
package io.tenancy.migrate.event;

import org.jspecify.annotations.NullMarked;
