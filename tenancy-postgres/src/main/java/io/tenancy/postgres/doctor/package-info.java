/** The doctor: reads the live catalog and finds every gap in the walls, each with the DDL that closes it. */
@NullMarked
package io.tenancy.postgres.doctor;

import org.jspecify.annotations.NullMarked;
