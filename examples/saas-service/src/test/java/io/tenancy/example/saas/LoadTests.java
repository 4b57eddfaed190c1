package io.tenancy.example.saas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.example.saas.demo.Seeds;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.ground.Ground.Newcomer;
import io.tenancy.example.saas.ground.Home;
import io.tenancy.postgres.TenantConnections;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two hundred tenants for two minutes: nobody gets a row of another one, and nothing fails that is not refused on purpose. */
@Tag("stress")
class LoadTests {

    private static final int TENANTS = 200;
    private static final int CLIENTS = 16;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("load.seconds", 120));
    private static final long SEED = Long.getLong("load.seed", System.nanoTime() % 1_000_000);

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> posts = new ConcurrentHashMap<>();
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

    /** One in ten has a schema of its own, two have databases; the rest share rows. */
    private List<String> settle() {
        Running.service();
        var newcomers = new ArrayList<Newcomer>();
        for (int i = 0; i < TENANTS; i++) {
            Home home = i < 2 ? Home.DATABASE : i % 10 == 0 ? Home.SCHEMA : Home.ROWS;
            newcomers.add(new Newcomer(TenantId.of("load-" + i), home, i % 3 == 0 ? "gold" : "standard"));
        }
        var directory = Running.bean(TenantDirectory.class);
        Running.bean(Ground.class)
                .settle(
                        newcomers,
                        directory,
                        Running.bean(TenantRegistry.class),
                        Running.bean(TenantConnections.class)::add);
        for (Newcomer newcomer : newcomers) {
            Tenant tenant = directory.require(newcomer.id());
            assertThat(Running.bean(Seeds.class).seed(tenant)).isTrue();
        }
        return newcomers.stream().map(each -> each.id().value()).toList();
    }

    @Test
    void nobodyGetsAForeignRowAndNothingFailsByAccident() throws Exception {
        System.out.println("load -Dload.seed=" + SEED + " -Dload.seconds=" + LENGTH.toSeconds());
        List<String> tenants = settle();
        for (String tenant : tenants) {
            tokens.put(tenant, Running.token(tenant));
            posts.put(
                    tenant,
                    get(tenant, "/api/posts?size=1")
                            .get("items")
                            .get(0)
                            .get("id")
                            .asString());
            users.put(
                    tenant,
                    get(tenant, "/api/users?size=1")
                            .get("items")
                            .get(0)
                            .get("id")
                            .asString());
        }
        Instant end = Instant.now().plus(LENGTH);
        var clients = new ArrayList<Callable<Void>>();
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(SEED + i);
            clients.add(() -> {
                while (Instant.now().isBefore(end)) {
                    String tenant = tenants.get(random.nextInt(TENANTS));
                    once(tenant, tenants.get(random.nextInt(TENANTS)), random);
                }
                return null;
            });
        }
        var executor = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (var client : executor.invokeAll(clients)) {
                client.get();
            }
        } finally {
            executor.shutdownNow();
        }
        System.out.printf(
                "load: %d requests, %d rows looked at, %d foreign, %d foreign ids refused, %d throttled, %d errors%n",
                requests.sum(), rows.sum(), foreign.sum(), strangers.sum(), throttled.sum(), errors.size());
        assertThat(foreign.sum()).isZero();
        assertThat(errors).isEmpty();
        assertThat(strangers.sum()).isPositive();
        assertThat(rows.sum()).isGreaterThan(requests.sum());
        assertThat(TenantContext.find()).isEmpty();
    }

    private void once(String tenant, String other, Random random) throws Exception {
        switch (random.nextInt(6)) {
            case 0 -> send(tenant, "POST", "/api/posts", newPost(tenant, random), 201);
            case 1 -> send(tenant, "GET", "/api/digest", "", 200);
            case 2 -> send(tenant, "GET", "/api/posts/" + posts.get(tenant), "", 200);
            case 3 -> {
                if (!other.equals(tenant)) {
                    send(tenant, "GET", "/api/posts/" + posts.get(other), "", 404);
                    strangers.increment();
                }
            }
            case 4 -> send(tenant, "GET", "/api/users", "", 200);
            default -> send(tenant, "GET", "/api/posts?size=20", "", 200);
        }
    }

    private String newPost(String tenant, Random random) {
        return "{\"authorId\":\"%s\",\"title\":\"Load %d\",\"body\":\"text\",\"tags\":[\"load\"]}"
                .formatted(users.get(tenant), random.nextInt());
    }

    private JsonNode get(String tenant, String path) throws Exception {
        var answer = send(tenant, "GET", path, "", 200);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private Running.Answer send(String tenant, String method, String path, String body, int expected) throws Exception {
        var answer = Running.send(HttpRequest.newBuilder(URI.create(Running.url(path)))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.get(tenant)));
        requests.increment();
        if (answer.status() == 429) {
            throttled.increment();
        } else if (answer.status() != expected) {
            errors.add(method + " " + path + ": expected " + expected + ", found " + answer.status() + " "
                    + answer.text());
        }
        for (JsonNode named : answer.body().findValues("tenant")) {
            rows.increment();
            if (!named.asString().equals(tenant)) {
                foreign.increment();
            }
        }
        return answer;
    }
}
