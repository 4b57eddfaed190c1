/** Pages for the operator. */
@NullMarked
package io.tenancy.example.saas.console;

import org.jspecify.annotations.NullMarked;
