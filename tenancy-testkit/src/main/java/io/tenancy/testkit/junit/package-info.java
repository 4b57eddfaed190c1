/**
 * Tests on a real database, each as if it were the only one: see {@link io.tenancy.testkit.junit.TenancyTest}.
 */
@NullMarked
package io.tenancy.testkit.junit;

import org.jspecify.annotations.NullMarked;
