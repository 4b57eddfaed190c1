package io.tenancy.example.publishing.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.example.publishing.PlainPublishing;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.example.publishing.platform.Publisher;
import io.tenancy.example.publishing.platform.Publishers;
import io.tenancy.example.publishing.platform.PublishingServer;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Counts round trips against Hibernate without tenancy, and compares the page in the documentation with the count. Write
 * the page anew with {@code -Dtenancy.docs=write}.
 */
class RoundTripTableTests {

    private static final Path PAGE = Path.of("../../docs/round-trips.md");
    private static final List<Integer> BATCH_SIZES = List.of(0, 20);
    private static final String TENANT = "northwind-press";

    private static final String INTRODUCTION =
            """
            # Round trips

            Of one transaction, its commit included, counted on the wire by a relay between Hibernate and PostgreSQL. This
            page is written by `RoundTripTableTests` and compared in each run of the tests. *Plain* is Hibernate without
            tenancy on the same tables. Nothing is ever sent when a connection is borrowed or released.

            What carries the binding along costs nothing more. What the driver cannot send behind it (a first batch of more
            than one row, plain and callable statements) costs one trip more, once for each transaction, and nothing where
            another statement ran before. COPY costs none: the driver begins its transaction in a trip of its own anyway,
            in which the binding goes along.
            """;

    @Test
    void thePageIsTheCount() throws Exception {
        var page = new StringBuilder(INTRODUCTION);
        try (PublishingServer main = PublishingServer.on(TestServer.shared(), "main");
                PublishingServer second = PublishingServer.on(TestServer.shared(), "second");
                PlainPublishing tables = PlainPublishing.withoutWall()) {
            Publishers publishers = Publishers.settle(main, second);
            for (int batchSize : BATCH_SIZES) {
                page.append("\n## With `hibernate.jdbc.batch_size` ")
                        .append(batchSize)
                        .append("\n\n");
                page.append(
                        "| one transaction | plain | shared rows | own schema | own database |\n|---|--:|--:|--:|--:|\n");
                count(publishers, main, second, tables, batchSize).forEach((work, trips) -> {
                    assertExtra(work, trips);
                    page.append("| ").append(work.title);
                    trips.forEach(trip -> page.append(" | ").append(trip));
                    page.append(" |\n");
                });
            }
        }
        if ("write".equals(System.getProperty("tenancy.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static void assertExtra(Work work, List<Long> trips) {
        for (long trip : trips) {
            assertThat(trip - trips.get(0)).as(work.title).isBetween(0L, (long) work.mostExtra);
        }
    }

    private static Map<Work, List<Long>> count(
            Publishers publishers,
            PublishingServer main,
            PublishingServer second,
            PlainPublishing tables,
            int batchSize) {
        var counts = new LinkedHashMap<Work, List<Long>>();
        TestDatabase database = tables.database();
        try (Relay relay = Relay.to(database.server().host(), database.server().port());
                HikariDataSource pool = plainPool(database, relay);
                HibernateTenancy tenancy = HibernateTenancy.builder(publishers.directory())
                        .server(main.server())
                        .server(second.server())
                        .entities(PublishingModel.entities().toArray(Class<?>[]::new))
                        .setting("hibernate.jdbc.batch_size", batchSize)
                        .build()) {
            var contenders = new ArrayList<Contender>();
            contenders.add(Contender.plain(pool, TENANT, batchSize, relay));
            for (Publisher publisher : publishers.placements()) {
                contenders.add(Contender.tenancy(tenancy.sessionFactory(), publisher));
            }
            for (Work work : Work.values()) {
                counts.put(
                        work,
                        contenders.stream()
                                .map(contender -> contender.trips(work))
                                .toList());
            }
            contenders.get(0).close();
        }
        return counts;
    }

    private static HikariDataSource plainPool(TestDatabase database, Relay relay) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl(relay.port()));
        pool.setUsername(database.owner().user());
        pool.setPassword(database.owner().password());
        pool.addDataSourceProperty("currentSchema", PlainPublishing.SCHEMA);
        pool.setConnectionInitSql("set tenancy.tenant_id = '" + TENANT + "'");
        pool.setMaximumPoolSize(1);
        return pool;
    }
}
