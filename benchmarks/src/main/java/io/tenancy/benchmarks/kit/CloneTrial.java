package io.tenancy.benchmarks.kit;

import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.TenancyTest;
import java.sql.SQLException;
import org.junit.jupiter.api.TestTemplate;

/** Apart from the others: what it does in the background would slow down the one behind it. */
final class CloneTrial extends Trial {

    @TestTemplate
    @TenancyTest(value = Library.class, isolation = Isolation.CLONE)
    void clone(Shelf shelf) throws SQLException {
        run(shelf);
    }
}
