/** The publishing platform's REST API. */
@NullMarked
package io.tenancy.example.saas.api;

import org.jspecify.annotations.NullMarked;
