package io.tenancy.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.spring.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import shop.Till;

/** Requests over HTTP, for tenants that a header and a path name. */
@ExtendWith(OutputCaptureExtension.class)
class RequestTests {

    @Configuration(proxyBeanMethods = false)
    @Import(CounterController.class)
    static class More {

        static final List<TenancyEvent> EVENTS = new CopyOnWriteArrayList<>();

        @Bean
        SecurityFilterChain everybody(HttpSecurity security) throws Exception {
            return security.authorizeHttpRequests(
                            requests -> requests.anyRequest().permitAll())
                    .build();
        }

        /** So that a test may suspend one. */
        @Bean
        InMemoryTenants tenants() {
            return Shop.housing().tenants;
        }

        @Bean
        TenancyListener events() {
            return EVENTS::add;
        }
    }

    private static final int REQUESTS = 120;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.onTheWeb(
                "tenancy.web.header=X-Tenant, tenancy.web.path-after=/t, tenancy.web.without-tenant=/free/**,"
                        + " spring.threads.virtual.enabled=true",
                More.class);
        Housing.placements().forEach(tenant -> {
            sell(tenant);
            sell(Housing.other(tenant));
        });
    }

    private static void sell(String tenant) {
        TenantContext.of(tenant)
                .run(() -> shop.bean(Till.class).sell("Ann of " + tenant, "ann@example.org", "pear of " + tenant, 1));
    }

    @AfterAll
    static void close() {
        shop.close();
        More.EVENTS.clear();
    }

    static List<String> placements() {
        return Housing.placements().toList();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void servesTheTenantOfTheRequest(String tenant) {
        for (String one : List.of(tenant, Housing.other(tenant))) {
            assertThat(get("/customers", "X-Tenant", one).body()).isEqualTo("Ann of " + one);
            assertThat(get("/t/" + one + "/customers").body()).isEqualTo("Ann of " + one);
            assertThat(get("/later", "X-Tenant", one).body()).isEqualTo("Ann of " + one);
        }
    }

    @Test
    void requestsAtOnceSeeNobodyElse() {
        List<String> tenants = Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .toList();
        var answers = IntStream.range(0, REQUESTS)
                .mapToObj(i -> tenants.get(i % tenants.size()))
                .map(tenant -> CLIENT.sendAsync(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + "/customers"))
                                        .header("X-Tenant", tenant)
                                        .build(),
                                BodyHandlers.ofString())
                        .thenApply(answer -> Map.entry("Ann of " + tenant, answer.body())))
                .toList();
        assertThat(answers).extracting(CompletableFuture::join).allSatisfy(answer -> assertThat(answer.getValue())
                .isEqualTo(answer.getKey()));
    }

    @Test
    void requestsRunOnVirtualThreadsWhereJavaHasThem() {
        assertThat(get("/thread", "X-Tenant", Housing.ROWS).body().equals("VirtualThread"))
                .isEqualTo(Runtime.version().feature() >= 21);
    }

    @Test
    void refusesARequestThatNamesTwoTenants(CapturedOutput output) {
        var answer = get("/t/" + Housing.ROWS + "/customers", "X-Tenant", Housing.OTHER_ROWS);
        assertProblem(answer, 403, "tenant-refused");
        assertThat(get("/customers", "X-Tenant", Housing.ROWS, "X-Tenant", Housing.OTHER_ROWS)
                        .statusCode())
                .isEqualTo(403);
        assertThat(output.getAll().lines().filter(line -> line.contains("they name different tenants")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("WARN").doesNotContain(Housing.OTHER_ROWS));
    }

    @Test
    void refusesARequestThatNamesNone() {
        assertProblem(get("/customers"), 400, "no-tenant");
    }

    @Test
    void refusesAnUnknownTenantAndAnnouncesIt() {
        More.EVENTS.clear();
        assertProblem(get("/customers", "X-Tenant", "nobody-knows"), 404, "unknown-tenant");
        assertThat(More.EVENTS).singleElement().isInstanceOf(TenancyEvent.AccessRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROWS-A", "rows-a'--", "../rows-a", "rows%2Da", "rows-a rows-b"})
    void refusesWhatIsNoIdAndRepeatsNothingOfIt(String hostile) {
        var answer = get("/customers", "X-Tenant", hostile);
        assertProblem(answer, 403, "tenant-refused");
        assertThat(answer.body()).doesNotContain(hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/t/rows-a/../rows-b/customers", "/t/rows-a%2f..%2frows-b/customers", "/t;x=1/rows-b/customers"})
    void aPathCannotMeanTwoTenants(String path) {
        assertThat(get(path).body()).doesNotContain("Ann of rows-b");
    }

    @Test
    void refusesASuspendedTenantUntilItIsActiveAgain() {
        var tenants = shop.bean(InMemoryTenants.class);
        var suspended =
                tenants.changeStatus(tenants.require(TenantId.of(Housing.OTHER_SCHEMA)), TenantStatus.SUSPENDED);
        assertProblem(get("/customers", "X-Tenant", Housing.OTHER_SCHEMA), 423, "tenant-suspended");
        assertThat(get("/customers", "X-Tenant", Housing.SCHEMA).statusCode()).isEqualTo(200);
        tenants.changeStatus(suspended, TenantStatus.MOVING);
        tenants.changeStatus(tenants.require(TenantId.of(Housing.OTHER_SCHEMA)), TenantStatus.ACTIVE);
        assertThat(get("/customers", "X-Tenant", Housing.OTHER_SCHEMA).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsTheContextWhoAsksAndUnderWhichId() {
        assertThat(get("/context", "X-Tenant", Housing.ROWS, "X-Correlation-Id", "req-7")
                        .body())
                .isEqualTo("rows-a null req-7");
        assertThat(get("/context", "X-Tenant", Housing.ROWS, "X-Correlation-Id", "<script>")
                        .body())
                .doesNotContain("script");
    }

    @Test
    void servesFreePathsWithoutATenantAndNothingOfOne() {
        assertThat(get("/free", "X-Tenant", Housing.ROWS).body()).isEqualTo("for everybody false");
        assertThat(get("/free/careless", "X-Tenant", Housing.ROWS).statusCode()).isEqualTo(500);
    }

    @Test
    void answersARefusalFromWithinWithoutItsMessage() {
        var answer = get("/crossing", "X-Tenant", Housing.ROWS);
        assertProblem(answer, 403, "other-tenant");
        assertThat(answer.body()).doesNotContain("Secret");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("urn:tenancy:problem:" + type).contains("\"status\":" + status);
    }
}
