/** The audit trail: what happens to tenants, seals, verification. */
@NullMarked
package io.tenancy.example.saas.trail;

import org.jspecify.annotations.NullMarked;
