/** Tenants come, are suspended and go on; their schemas are migrated. */
@NullMarked
package io.tenancy.example.saas.fleet;

import org.jspecify.annotations.NullMarked;
