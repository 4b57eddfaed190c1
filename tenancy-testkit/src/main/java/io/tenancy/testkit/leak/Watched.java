package io.tenancy.testkit.leak;

import java.util.function.IntSupplier;

/** A count of things that a test borrows and has to give back. */
record Watched(String what, IntSupplier borrowed) {}
