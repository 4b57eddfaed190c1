package io.tenancy.benchmarks.fair;

import java.sql.Connection;
import java.sql.SQLException;

/** Where a request of the tenant that is bound to the thread gets its connection from. */
@FunctionalInterface
interface Lending {

    Connection lend() throws SQLException;
}
