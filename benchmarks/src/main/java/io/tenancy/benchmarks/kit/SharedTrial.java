package io.tenancy.benchmarks.kit;

import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.TenancyTest;
import java.sql.SQLException;
import org.junit.jupiter.api.TestTemplate;

/** The isolations in which one database serves test after test. */
final class SharedTrial extends Trial {

    @TestTemplate
    @TenancyTest(Library.class)
    void rollback(Shelf shelf) throws SQLException {
        run(shelf);
    }

    @TestTemplate
    @TenancyTest(value = Library.class, isolation = Isolation.SANDBOX)
    void sandbox(Shelf shelf) throws SQLException {
        run(shelf);
    }

    @TestTemplate
    @TenancyTest(value = Library.class, isolation = Isolation.CLEAN)
    void clean(Shelf shelf) throws SQLException {
        run(shelf);
    }
}
