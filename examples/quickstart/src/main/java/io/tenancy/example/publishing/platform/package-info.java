/** What operations would provide: servers, roles, schemas and walls for the publishers. */
@NullMarked
package io.tenancy.example.publishing.platform;

import org.jspecify.annotations.NullMarked;
