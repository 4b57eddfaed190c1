package io.tenancy.testkit.probe;

import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Where a witness gets its connection, and in which schema it looks if that is told. */
record WitnessSource(Callable<Connection> superuser, Optional<String> schema) {}
