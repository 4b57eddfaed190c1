package io.tenancy.testkit.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementTests {

    @Test
    void knowsEachStatementOfATextButNotTheBinding() throws SQLException {
        assertThat(SqlStatement.in("select set_config('tenancy.tenant_id', ?, true), set_config('role', ?, true);"
                        + "insert into t values ('a; b', 7); /* again */ ; with x as (select 1) select * from x"))
                .containsExactly(
                        new SqlStatement(Kind.INSERT, "insert into t values (?, ?)"),
                        new SqlStatement(Kind.SELECT, "with x as (select ?) select * from x"));
    }

    @ParameterizedTest
    @CsvSource({
        "update t set a = 1, UPDATE",
        "delete from t, DELETE",
        "with x as (select 1) update t set a = 1, UPDATE",
        "lock table t, OTHER"
    })
    void knowsWhatItDoes(String text, Kind kind) throws SQLException {
        assertThat(SqlStatement.in(text)).extracting(SqlStatement::kind).containsExactly(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "COMMIT",
                "/* now */ rollback",
                "end",
                "start transaction",
                "abort",
                "prepare transaction 'x'"
            })
    void knowsWhatEndsOrBeginsATransaction(String text) throws SQLException {
        assertThat(SqlStatement.in(text)).allMatch(SqlStatement::controlsTransaction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rollback to savepoint x", "rollback work to x", "savepoint x", "set transaction read only"})
    void knowsWhatGoesOn(String text) throws SQLException {
        assertThat(SqlStatement.in(text)).isNotEmpty().noneMatch(SqlStatement::controlsTransaction);
    }

    @Test
    void findsItsTable() throws SQLException {
        var update = SqlStatement.in("update app.\"book\" set title = 'copy'").get(0);
        assertThat(update.does(Kind.UPDATE, "book")).isTrue();
        assertThat(update.does(Kind.DELETE, "book")).isFalse();
        assertThat(update.does(Kind.UPDATE, "boo")).isFalse();
        assertThat(update.does(Kind.UPDATE, "copy")).isFalse();
    }
}
