package io.tenancy.testkit.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    select * from t1 where id = 42 and x > .5e3  | select * from t1 where id = ? and x > ?
                    select 'it''s', E'a\\'b', $$c$$, $q$ d $q$   | select ?, ?, ?, ?
                    select "odd 7", $1, $2::int                  | select "odd 7", $1, $2::int
                    select 1 -- who 'knows'                      | select ?
                    select /* key=5 */ a,   b2 from "T 1"        | select a, b2 from "T 1"
                    insert into t values ('cut off he            | insert into t values (?
                    select $$cut off                             | select ?
                    """)
    void keepsTheShapeAndDropsTheValues(String statement, String fingerprint) {
        assertThat(Fingerprint.of(statement)).isEqualTo(fingerprint);
    }
}
