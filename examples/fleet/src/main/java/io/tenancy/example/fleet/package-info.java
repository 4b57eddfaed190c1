/** A service under load, with every meter. */
@NullMarked
package io.tenancy.example.fleet;

import org.jspecify.annotations.NullMarked;
