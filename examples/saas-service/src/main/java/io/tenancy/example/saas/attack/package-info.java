/** Tries to get from one tenant to another, over HTTP. */
@NullMarked
package io.tenancy.example.saas.attack;

import org.jspecify.annotations.NullMarked;
