/** From an HTTP request to its tenant, and from a refusal to its answer. */
@NullMarked
package io.tenancy.spring.web;

import org.jspecify.annotations.NullMarked;
