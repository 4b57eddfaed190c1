package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@TenancyTest(value = Bookshop.class, isolation = Isolation.CLEAN)
@AsTenant("acme")
class ConflictTests {

    @Test
    void anotherTransactionGetsInBetweenReadAndWrite(Books books, Conflicts conflicts) throws SQLException {
        books.add(1, "Momo");
        conflicts.loseRaceFor("book", rival -> {
            try (var update = rival.prepareStatement("update app.book set version = version + 1 where id = ?")) {
                update.setInt(1, 1);
                update.execute();
            }
        });

        assertThat(rename(books, "Ronja"))
                .as("rows of the version that was read")
                .isZero();
        assertThat(rename(books, "Ronja")).isOne();
        assertThat(books.titles()).containsExactly("Ronja");
    }

    /** As an ORM does it: reads the version, and writes if it is still the same. */
    private static int rename(Books books, String title) throws SQLException {
        return books.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                int version;
                try (var rows = statement.executeQuery("select version from app.book where id = 1")) {
                    rows.next();
                    version = rows.getInt(1);
                }
                return statement.executeUpdate("update app.book set title = '" + title
                        + "', version = version + 1 where id = 1 and version = " + version);
            }
        });
    }

    @Test
    void commitsFailWithARealConflict(Books books, Conflicts conflicts) throws SQLException {
        conflicts.failNextCommits(2);

        for (int attempt = 1; attempt <= 2; attempt++) {
            // The server's own words for a transaction that it sacrificed.
            assertThatThrownBy(() -> books.add(1, "Momo"))
                    .hasMessageContaining("due to read/write dependencies among transactions")
                    .hasMessageContaining("commit attempt")
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));
        }
        books.add(1, "Momo");
        assertThat(books.titles()).containsExactly("Momo");
    }
}
