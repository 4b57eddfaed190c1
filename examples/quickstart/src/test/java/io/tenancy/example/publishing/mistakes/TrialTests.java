package io.tenancy.example.publishing.mistakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.example.publishing.PlainPublishing;
import io.tenancy.example.publishing.mistakes.Outcome.Leaked;
import io.tenancy.example.publishing.mistakes.Outcome.NothingSeen;
import io.tenancy.example.publishing.sample.SampleData;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrialTests {

    private static TwoPublishers publishers;

    @BeforeAll
    static void load() {
        publishers = new TwoPublishers(PlainPublishing.withoutWall());
    }

    @AfterAll
    static void close() {
        publishers.close();
    }

    @Test
    void theTenantsOwnRowsAreNotInTheWay() throws SQLException {
        var harmless = mistake(scene -> scene.asOwn(session -> {
            session.createMutationQuery("update Post set title = upper(title)").executeUpdate();
            return 0;
        }));
        assertThat(publishers.trial().of(harmless)).isInstanceOf(NothingSeen.class);
        long changed = publishers.scene().asOwn(session -> session.createSelectionQuery(
                        "select count(*) from Post where title = upper(title)", Long.class)
                .getSingleResult());
        assertThat(changed)
                .isEqualTo(SampleData.of(TwoPublishers.OWN.value()).posts().size());
    }

    @Test
    void aChangedForeignRowIsALeakWhateverTheAttemptSays() throws SQLException {
        var lying = mistake(scene -> scene.jdbcAsOwn(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("update tag set name = 'spam' where name = 'poems'");
            }
            throw new SQLException("refused, honestly", "42501");
        }));
        assertThat(publishers.trial().of(lying)).isEqualTo(new Leaked("changed publishing.tag"));
    }

    @Test
    void aFailureOfItsOwnIsNotTakenForAWall() {
        var typo = mistake(scene -> scene.jdbcAsOwn(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select titel from post");
                return 0;
            }
        }));
        assertThatThrownBy(() -> publishers.trial().of(typo))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'mistake'");
    }

    @Test
    void aWitnessWithoutTablesSaysSo() {
        var blind = new Trial(publishers.scene(), publishers.witness("elsewhere"));
        assertThatThrownBy(() -> blind.of(mistake(scene -> 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'elsewhere'")
                .hasMessageContaining("'lamplight-review'");
    }

    private static Mistake mistake(Attempt attempt) {
        return new Mistake("mistake", "of a test", Wall.POSTGRES, attempt);
    }
}
