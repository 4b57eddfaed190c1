package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TenancyTest(value = Bookshop.class, isolation = Isolation.CLEAN)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CleanTests {

    private static long currencyBefore;

    @RepeatedTest(2)
    @Order(1)
    void commitsForRealAndFindsNothingOfTheLastTest(Books books, TwoTenants tenants, TestDatabase database)
            throws Exception {
        tenants.each((own, other) -> assertThat(books.titles()).isEmpty());
        tenants.each((own, other) -> books.add(1, "for " + own)).eachSeesOnlyItsOwn(own -> "for " + own, books::titles);
        assertThat(ask(database, "select count(*) from app.book")).isEqualTo(2);
        // Its key refers to the book, which is no hindrance.
        tenants.each((own, other) -> books.run("insert into app.copy values ('" + own + "', 1, 1)"));
        currencyBefore = newestCurrency(database);
    }

    @Test
    @Order(2)
    void leftAloneWhatNobodyTouched(TestDatabase database) throws SQLException {
        assertThat(ask(database, "select count(*) from app.copy")).isZero();
        assertThat(newestCurrency(database)).isEqualTo(currencyBefore);
    }

    @Test
    @Order(3)
    void touchesRowsThatEveryTestBeginsWith(Books books, TestDatabase database) throws SQLException {
        books.run("update app.currency set name = 'Frank' where code = 'CHF'");
        database.execute(
                database.owner(),
                "delete from app.currency where code = 'EUR'; " + "insert into app.currency values ('USD', 'Dollar')");
    }

    @Test
    @Order(4)
    void rowsThatEveryTestBeginsWithAreBack(Books books, TestDatabase database) throws SQLException {
        assertThat(books.list("select code || ' ' || name from app.currency order by 1"))
                .containsExactly("CHF Franken", "EUR Euro");
        assertThat(newestCurrency(database)).isGreaterThan(currencyBefore);
    }

    private static long newestCurrency(TestDatabase database) throws SQLException {
        return ask(database, "select max(xmin::text::bigint) from app.currency");
    }

    private static long ask(TestDatabase database, String question) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
