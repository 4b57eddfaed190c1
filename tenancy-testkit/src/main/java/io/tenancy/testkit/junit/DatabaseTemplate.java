package io.tenancy.testkit.junit;

import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;

/** What tests find in their database, and the service they test. Has a constructor without parameters. */
public interface DatabaseTemplate {

    /** Makes the tables and walls, and the rows with which every test begins. */
    void fill(TestDatabase database) throws Exception;

    /**
     * Starts what is tested, as the role {@link TestDatabase#app}. Tests get it as a parameter; it is closed with the
     * database, which serves many tests unless their isolation is {@link Isolation#CLONE}. For those it may be called on
     * another thread, while a test runs.
     */
    default AutoCloseable open(TestDatabase database) throws Exception {
        return () -> {};
    }

    /** The tenants of a test that asks for two. */
    default TwoTenants tenants() {
        return TwoTenants.of("acme", "globex");
    }
}
