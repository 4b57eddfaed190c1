/** The scripts, read once for the whole fleet. */
@NullMarked
package io.tenancy.migrate.script;

import org.jspecify.annotations.NullMarked;
