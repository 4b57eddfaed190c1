/** What a deployment prepares before the service starts: databases, logins, tenants' places, tables and walls. */
@NullMarked
package io.tenancy.example.saas.ground;

import org.jspecify.annotations.NullMarked;
