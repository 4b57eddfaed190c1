/** Fails a test that leaves something behind: a bound tenant, an open transaction, a borrowed connection. */
@NullMarked
package io.tenancy.testkit.leak;

import org.jspecify.annotations.NullMarked;
