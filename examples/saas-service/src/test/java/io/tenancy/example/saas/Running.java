package io.tenancy.example.saas;

import io.tenancy.TenantId;
import io.tenancy.example.saas.access.Tokens;
import io.tenancy.example.saas.ground.Postgres;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service, one for all tests of this JVM, and what a client sends to it. */
public final class Running {

    public static final String PASSWORD = "only for tests";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private Running() {}

    private static final class Service {
        static final ConfigurableApplicationContext CONTEXT = SaasService.start(
                () -> Postgres.on(TestServer.shared()),
                Map.of("server.port", "0", "saas.careless", "true", "saas.operator.password", PASSWORD));
    }

    public static ConfigurableApplicationContext service() {
        return Service.CONTEXT;
    }

    public static <T> T bean(Class<T> type) {
        return service().getBean(type);
    }

    public static String url(String path) {
        return "http://localhost:" + service().getEnvironment().getRequiredProperty("local.server.port") + path;
    }

    /** A publisher in each placement. */
    static Stream<String> placements() {
        return Stream.of("northwind-press", "tidewater", "kettle-and-crumb");
    }

    /** Another one in the same placement. */
    static String other(String tenant) {
        return switch (tenant) {
            case "northwind-press" -> "lamplight-review";
            case "tidewater" -> "fern-and-fathom";
            default -> "signal-house";
        };
    }

    public static String token(String tenant) {
        return bean(Tokens.class).of(TenantId.of(tenant), "ann", Duration.ofHours(1));
    }

    /** What a client gets. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public String text() {
            return response.body();
        }
    }

    public static Answer get(String tenant, String path) throws Exception {
        return send(tenant, "GET", path, "");
    }

    public static Answer send(String tenant, String method, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(tenant)));
    }

    public static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response);
    }
}
