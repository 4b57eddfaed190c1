/** What happens to a tenant besides changes of its rows: refusals, operators, its life; in the same log. */
@NullMarked
package io.tenancy.audit.trail;

import org.jspecify.annotations.NullMarked;
