/** What is mapped, as probes need it: entities, their collections, their references, and rows by their ids. */
@NullMarked
package io.tenancy.testkit.probe.model;

import org.jspecify.annotations.NullMarked;
