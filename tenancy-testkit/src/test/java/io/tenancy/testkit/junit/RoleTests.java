package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Whatever the isolation, what is tested works as the role of the application, behind the wall. */
@TenancyTest(Bookshop.class)
@AsTenant("acme")
class RoleTests {

    private static final String WHO =
            """
            select concat_ws(' ', current_user = session_user, current_user, rolsuper, rolbypassrls,
                             pg_has_role(current_user, relowner, 'usage'))
              from pg_roles, pg_class where rolname = current_user and pg_class.oid = 'app.book'::regclass""";

    @Test
    void inRollback(Books books, DataSource dataSource, TwoTenants tenants, TestDatabase database) throws Exception {
        isTheAppBehindTheWall(books, dataSource, tenants, database);
    }

    @Test
    @TenancyTest(isolation = Isolation.SANDBOX)
    void inSandbox(Books books, DataSource dataSource, TwoTenants tenants, TestDatabase database) throws Exception {
        isTheAppBehindTheWall(books, dataSource, tenants, database);
    }

    @Test
    @TenancyTest(isolation = Isolation.CLEAN)
    void whenCleaned(Books books, DataSource dataSource, TwoTenants tenants, TestDatabase database) throws Exception {
        isTheAppBehindTheWall(books, dataSource, tenants, database);
    }

    @Test
    @TenancyTest(isolation = Isolation.CLONE)
    void inAClone(Books books, DataSource dataSource, TwoTenants tenants, TestDatabase database) throws Exception {
        isTheAppBehindTheWall(books, dataSource, tenants, database);
    }

    private static void isTheAppBehindTheWall(
            Books books, DataSource dataSource, TwoTenants tenants, TestDatabase database) throws Exception {
        String app = "t " + database.app().user() + " f f f";
        assertThat(books.list(WHO)).containsExactly(app);
        assertThat(firstOf(dataSource, WHO)).isEqualTo(app);

        tenants.each((own, other) -> books.add(1, "of " + own));
        tenants.each((own, other) -> {
            assertThat(books.titles()).containsExactly("of " + own);
            assertThatThrownBy(() -> books.run("insert into app.book values ('" + other + "', 2, 'of " + own + "')"))
                    .hasMessageContaining("violates row-level security policy");
        });
        assertThat(firstOf(dataSource, "select count(*) from app.book")).isEqualTo("0");
        assertThatThrownBy(() -> books.run("alter table app.book disable row level security"))
                .hasMessageContaining("must be owner");
    }

    private static String firstOf(DataSource dataSource, String question) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
