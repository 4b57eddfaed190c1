/** What tenants really have, seen past every wall, and put back when a probe changed it. */
@NullMarked
package io.tenancy.testkit.probe.witness;

import org.jspecify.annotations.NullMarked;
