package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tenancy.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A JVM that finds neither Docker nor a server in its environment. Where there is no Docker, every other test shows that
 * none is needed; where there is one, this one does. It starts a PostgreSQL of its own, so not in every run.
 */
@Tag("stress")
class NoDockerTests {

    @Test
    void testsRunOnTheBinariesOfTheClassPath() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName())
                .redirectErrorStream(true);
        builder.environment().remove("TENANCY_TEST_JDBC_URL");
        // Nobody listens there.
        builder.environment().put("DOCKER_HOST", "tcp://localhost:1");
        Process run = builder.start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains("Run saw its own server.");
        assertThat(run.waitFor()).as(output).isZero();
    }

    static final class Run {

        public static void main(String[] arguments) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Alone.class))
                    .execute()
                    .testEvents()
                    .assertStatistics(tests -> tests.succeeded(1).failed(0));
        }
    }

    @TenancyTest(Bookshop.class)
    @AsTenant("acme")
    static class Alone {

        @Test
        void works(Books books, TestDatabase database) throws SQLException {
            books.add(1, "Momo");
            assertThat(books.titles()).containsExactly("Momo");
            try (var connection = database.connectAsSuperuser();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("show data_directory")) {
                rows.next();
                assertThat(Path.of(rows.getString(1), "PG_VERSION")).exists();
            }
            System.out.println("Run saw its own server.");
        }
    }
}
