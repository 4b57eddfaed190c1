package io.tenancy.example.publishing.mistakes;

import static io.tenancy.example.publishing.mistakes.TwoPublishers.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.example.publishing.PlainPublishing;
import io.tenancy.example.publishing.mistakes.Outcome.Leaked;
import io.tenancy.example.publishing.mistakes.Outcome.NothingSeen;
import io.tenancy.example.publishing.mistakes.Outcome.RefusedByPostgres;
import io.tenancy.example.publishing.mistakes.Outcome.RefusedInJava;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The controls of the experiment: with one wall alone, the mistakes that another must stop do leak. */
class MistakesTests {

    @Test
    void eachHasANameOfItsOwn() {
        assertThat(Mistakes.all()).extracting(Mistake::name).doesNotHaveDuplicates();
    }

    @Test
    void hibernateAloneLetsSixteenThrough() throws SQLException {
        try (var publishers = new TwoPublishers(PlainPublishing.withoutWall())) {
            var outcomes = publishers.makeAllMistakes();
            assertThat(named(outcomes, Leaked.class))
                    .containsExactly(
                            "forgotten filter",
                            "filter switched off",
                            "foreign id, JDBC",
                            "foreign schema",
                            "update of everything",
                            "foreign row, SQL",
                            "foreign remove",
                            "stateless update",
                            "stateless delete",
                            "stateless upsert",
                            "foreign insert, SQL",
                            "no tenant",
                            "no tenant, JDBC",
                            "session kept",
                            "suspended tenant",
                            "several statements");
            assertThat(named(outcomes, NothingSeen.class))
                    .containsExactly("foreign id, find", "foreign id, HQL", "foreign merge");
            assertThat(named(outcomes, RefusedInJava.class)).containsExactly("foreign tenant id");
            assertThat(named(outcomes, RefusedByPostgres.class)).containsExactly("foreign parent");
        }
    }

    @Test
    void aPlainSettingBehindTheRowWallLeavesTheScopeToJava() throws SQLException {
        try (var publishers = new TwoPublishers(PlainPublishing.behindRowWall())) {
            var outcomes = publishers.makeAllMistakes();
            assertThat(named(outcomes, Leaked.class))
                    .containsExactly("no tenant", "no tenant, JDBC", "suspended tenant", "several statements");
        }
    }
}
