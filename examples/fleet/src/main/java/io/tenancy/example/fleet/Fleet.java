package io.tenancy.example.fleet;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tenancy.SchemaVersionRange;
import io.tenancy.audit.delivery.Courier;
import io.tenancy.audit.delivery.Delivery;
import io.tenancy.audit.delivery.JsonLines;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.fetch.FetchListener;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.directory.DirectoryListener;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.metrics.TenantTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A service with all its meters on a page for Prometheus. */
public final class Fleet {

    private static final int USUAL_PORT = 9404;

    private Fleet() {}

    public static void main(String[] args) throws Exception {
        int port = args.length == 0 ? USUAL_PORT : Integer.parseInt(args[0]);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        Path file = Files.createTempFile("audit", ".jsonl");
        file.toFile().deleteOnExit();
        try (var ground = Ground.prepare();
                var lines = JsonLines.appendingTo(file)) {
            var tenants = CachedTenantDirectory.of(
                    PostgresTenantDirectory.of(ground.reader().dataSource()));
            VersionGate gate = VersionGate.serving(
                    SchemaVersionRange.atLeast("1"), ground.reader().dataSource());
            Delivery delivery = Delivery.of(ground.log(), "archive", Trouble.breaking(lines));
            delivery.bindTo(meters);
            try (var listener = DirectoryListener.start(ground.reader(), tenants, gate);
                    var tenancy = HibernateTenancy.builder(tenants)
                            .server(ground.server())
                            .plans(Plans.of(
                                    Plan.of("standard"),
                                    Plan.of("free").withMaximumConnections(1).withMaximumWaiting(1)))
                            .versionGate(gate)
                            .entities(Letter.class)
                            .meters(meters, TenantTag.busiest(5))
                            .observations(observations)
                            .fetchGuard(FetchGuard.observe().withListener(FetchListener.metering(meters)))
                            .build();
                    var courier = Courier.start(delivery, Duration.ofSeconds(1));
                    var traffic = Traffic.start(tenancy);
                    var trouble = Trouble.start(tenancy, ground);
                    var page = MetricsPage.open(meters, port)) {
                System.out.println("Meters: http://localhost:" + page.port() + "/metrics");
                new CountDownLatch(1).await(); // until it is stopped from outside
            }
        }
    }
}
