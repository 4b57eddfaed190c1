/** What Spring Boot tells whoever starts an application that cannot be served safely. */
@NullMarked
package io.tenancy.spring.failure;

import org.jspecify.annotations.NullMarked;
