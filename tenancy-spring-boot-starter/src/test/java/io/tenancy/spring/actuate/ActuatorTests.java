package io.tenancy.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.TenantSuspendedException;
import io.tenancy.spring.Shop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import shop.Customers;

class ActuatorTests {

    @Configuration(proxyBeanMethods = false)
    static class Open {

        @Bean
        SecurityFilterChain everybody(HttpSecurity security) throws Exception {
            return security.csrf(csrf -> csrf.disable())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.onTheWeb(
                "tenancy.web.header=X-Tenant, management.endpoints.web.exposure.include=health;tenants,"
                        + " management.endpoint.health.show-details=always",
                Open.class);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request.uri(URI.create("http://localhost:" + shop.port() + "/actuator/" + path))
                                .header("Content-Type", "application/json")
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void isUpWhileDirectoryAndServersAnswer() throws Exception {
        var answer = send(HttpRequest.newBuilder(), "health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"server main\":\"UP\"").contains("\"directory\":\"UP\"");
    }

    @Test
    void showsTenantsAndPoolsAndNoSecret() throws Exception {
        TenantContext.of(Housing.ROWS).call(() -> shop.bean(Customers.class).count());
        String body = send(HttpRequest.newBuilder(), "tenants").body();
        assertThat(body)
                .contains("\"id\":\"rows-a\"")
                .contains("\"placement\":\"rows\"")
                .contains("\"placement\":\"schema\"")
                .contains("\"placement\":\"database\"")
                .contains("\"name\":\"main-rows\"");
        for (var server : shop.housing.servers()) {
            assertThat(body)
                    .doesNotContain(server.url())
                    .doesNotContain(server.app().password());
        }
        assertThat(send(HttpRequest.newBuilder(), "tenants/schema-a").body()).contains("\"status\":\"ACTIVE\"");
        assertThat(send(HttpRequest.newBuilder(), "tenants/nobody").statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesThroughTenants() throws Exception {
        String body = send(HttpRequest.newBuilder(), "tenants?size=2").body();
        assertThat(body).contains("\"next\":\"database-b\"").doesNotContain("\"id\":\"rows-a\"");
        assertThat(send(HttpRequest.newBuilder(), "tenants?size=2&after=database-b")
                        .body())
                .contains("\"id\":\"rows-a\"");
    }

    @Configuration(proxyBeanMethods = false)
    static class WithRegistry {

        /** Directory and registry in one. */
        @Bean
        InMemoryTenants tenants() {
            return InMemoryTenants.of(
                    Tenant.active(Housing.ROWS, Placement.sharedRows("main")),
                    Tenant.active(Housing.OTHER_ROWS, Placement.sharedRows("main")));
        }
    }

    @Test
    void suspendsAndResumesATenantWhereItMay() throws Exception {
        Shop usual = shop;
        try (Shop mayChange = Shop.onTheWeb(
                "tenancy.web.header=X-Tenant, management.endpoints.web.exposure.include=tenants,"
                        + " management.endpoint.tenants.access=unrestricted",
                Open.class,
                WithRegistry.class)) {
            shop = mayChange;
            var answer = change(Housing.ROWS, "SUSPENDED");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"SUSPENDED\"").contains("\"epoch\":");
            assertThat(catchThrowable(() -> count(Housing.ROWS)))
                    .hasRootCauseInstanceOf(TenantSuspendedException.class);
            assertThat(count(Housing.OTHER_ROWS)).isNotNegative();

            assertThat(change(Housing.ROWS, "ACTIVE").statusCode()).isEqualTo(200);
            assertThat(count(Housing.ROWS)).isNotNegative();

            assertThat(change("nobody-knows", "SUSPENDED").statusCode()).isEqualTo(400);
            assertThat(change(Housing.ROWS, "ASLEEP").statusCode()).isEqualTo(400);
        } finally {
            shop = usual;
        }
    }

    private static long count(String tenant) throws Exception {
        return TenantContext.of(tenant).call(() -> shop.bean(Customers.class).count());
    }

    private static HttpResponse<String> change(String tenant, String status) throws Exception {
        return send(
                HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"status\":\"" + status + "\"}")),
                "tenants/" + tenant);
    }

    @Test
    void changesNothingUnlessToldSo() throws Exception {
        var answer = send(
                HttpRequest.newBuilder().POST(BodyPublishers.ofString("{\"status\":\"SUSPENDED\"}")), "tenants/rows-a");
        assertThat(answer.statusCode()).isEqualTo(405);
    }
}
