/** What recipes need before they begin: a PostgreSQL, tables behind walls, tenants. */
@NullMarked
package io.tenancy.example.cookbook.kitchen;

import org.jspecify.annotations.NullMarked;
