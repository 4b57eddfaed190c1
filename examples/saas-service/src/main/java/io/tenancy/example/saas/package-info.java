/** A publishing platform that serves many publishers. */
@NullMarked
package io.tenancy.example.saas;

import org.jspecify.annotations.NullMarked;
