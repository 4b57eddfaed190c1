/**
 * A JDBC driver in front of pgjdbc for the app's connections to databases of tests: it counts statements, lets tests get
 * in between, and puts all connections into one transaction while a test wants that.
 */
@NullMarked
package io.tenancy.testkit.driver;

import org.jspecify.annotations.NullMarked;
