/** The log: its table, its events, how they get in, and its partitions. */
@NullMarked
package io.tenancy.audit.log;

import org.jspecify.annotations.NullMarked;
