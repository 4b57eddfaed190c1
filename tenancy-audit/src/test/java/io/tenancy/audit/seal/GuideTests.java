package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Actor;
import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.audit.delivery.Courier;
import io.tenancy.audit.delivery.Delivery;
import io.tenancy.audit.delivery.JsonLines;
import io.tenancy.audit.log.LogDatabase;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.log.PartitionReport;
import io.tenancy.audit.log.Partitions;
import io.tenancy.directory.InMemoryTenants;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide shows. */
class GuideTests {

    @TempDir
    private Path directory;

    @Test
    void sealsErasesAndDelivers() throws Exception {
        try (LogDatabase log = LogDatabase.ofRows()) {
            log.write("acme", 10);
            Head anchor = seal(log.place().source());
            LogPlace place = log.place();
            Actor officer = Actor.user("eve");
            Erasure.in(place).erase("acme", Subject.row("Letter", "7"), officer);
            assertThat(flaws(place, anchor)).isEmpty();
            log.execute("delete from audit_event where entity_id = '3'");
            assertThat(flaws(place, anchor)).containsExactly(Flaw.Kind.DELETED);
            deliver(place, directory.resolve("trail.jsonl"));
        }
    }

    @Test
    void keepsMonths() {
        try (LogDatabase log = LogDatabase.ofRows()) {
            var directory = InMemoryTenants.of();
            directory.register(Tenant.active("acme", Placement.sharedRows("main")));
            LogPlace place = log.place();
            Instant twoYearsAgo = Instant.now().minus(Duration.ofDays(730));
            List<PartitionReport> reports =
                    Partitions.of(directory, tenant -> place).keep(3, twoYearsAgo);
            assertThat(reports).singleElement().satisfies(report -> assertThat(report.findFailure())
                    .isEmpty());
        }
    }

    private static Head seal(DataSource source) throws SQLException {
        var vault = new ArrayList<Head>();
        Sealer sealer = Sealer.of(LogPlace.of(source, "app")).withSink(vault::addAll);
        sealer.seal();
        Waiting.untilSomethingIsIn(vault, sealer);
        return vault.get(0);
    }

    private static List<Flaw.Kind> flaws(LogPlace place, Head anchor) throws SQLException {
        var alarms = new ArrayList<Flaw.Kind>();
        Verification found = Verifier.of(place).verify("acme", anchor);
        found.findFlaw().ifPresent(flaw -> alarm(alarms, flaw.kind()));
        return alarms;
    }

    private static void alarm(List<Flaw.Kind> alarms, Flaw.Kind kind) {
        alarms.add(kind);
    }

    private static void deliver(LogPlace place, Path file) throws IOException, InterruptedException {
        var meters = new SimpleMeterRegistry();
        JsonLines lines = JsonLines.appendingTo(file);
        Delivery delivery = Delivery.of(place, "siem", lines);
        delivery.bindTo(meters);
        Courier courier = Courier.start(delivery, Duration.ofSeconds(1));
        var look = new CountDownLatch(1);
        for (int i = 0; i < 600 && file.toFile().length() == 0; i++) {
            assertThat(look.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        courier.close();
        lines.close();
        assertThat(file).content().startsWith("{\"tenant\":\"acme\"");
    }
}
