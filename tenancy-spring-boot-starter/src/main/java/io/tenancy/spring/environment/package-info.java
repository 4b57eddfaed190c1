/** What Spring Boot must know before it makes anything. */
@NullMarked
package io.tenancy.spring.environment;

import org.jspecify.annotations.NullMarked;
