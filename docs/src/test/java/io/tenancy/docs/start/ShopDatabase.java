package io.tenancy.docs.start;

import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.testkit.junit.DatabaseTemplate;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** What the tests of docs/start.md find. */
public class ShopDatabase implements DatabaseTemplate {

    @Override
    public void fill(TestDatabase database) throws SQLException {
        var roles = Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
        try (Connection owner = database.connectAs(database.owner())) {
            Shop.makeTables(owner, roles);
        }
    }

    @Override
    public AutoCloseable open(TestDatabase database) {
        return Shop.open(
                database.jdbcUrl(),
                Login.of(database.app().user(), database.app().password()));
    }
}
