/** What a run did, target by target. */
@NullMarked
package io.tenancy.migrate.report;

import org.jspecify.annotations.NullMarked;
