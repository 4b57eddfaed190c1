package io.tenancy.spring.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.spring.Shop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.SecurityFilterChain;
import shop.Till;

/** Tenants by the claim of a token; a header may repeat it and may not say otherwise. */
class ClaimTests {

    private static final SecretKey KEY = key("a key that is long enough for this");
    private static final SecretKey ANOTHER = key("a key that is not that of the app");

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CounterController.class)
    static class More {

        static final List<TenancyEvent> EVENTS = new CopyOnWriteArrayList<>();

        @Bean
        SecurityFilterChain tokens(HttpSecurity security) throws Exception {
            return security.authorizeHttpRequests(
                            requests -> requests.anyRequest().permitAll())
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }

        @Bean
        JwtDecoder decoder() {
            return NimbusJwtDecoder.withSecretKey(KEY).build();
        }

        static final List<TenancyEvent> PUBLISHED = new CopyOnWriteArrayList<>();

        @Bean
        TenancyListener events() {
            return EVENTS::add;
        }

        @EventListener
        void published(TenancyEvent.AccessRefused refused) {
            PUBLISHED.add(refused);
        }
    }

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.onTheWeb("tenancy.web.claim=tenant, tenancy.web.header=X-Tenant", More.class);
        for (String tenant : List.of(Housing.ROWS, Housing.OTHER_ROWS)) {
            TenantContext.of(tenant).run(() -> shop.bean(Till.class)
                    .sell("Ann of " + tenant, "ann@example.org", "pear of " + tenant, 1));
        }
    }

    @AfterAll
    static void close() {
        shop.close();
        More.EVENTS.clear();
        More.PUBLISHED.clear();
    }

    private static String token(SecretKey key, String tenant) {
        return token(key, tenant, "ann");
    }

    private static String token(SecretKey key, String tenant, String user) {
        var claims =
                JwtClaimsSet.builder().subject(user).claim("tenant", tenant).build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return new NimbusJwtEncoder(new ImmutableSecret<>(key))
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void servesTheTenantOfTheTokenForItsUser() throws Exception {
        for (String tenant : List.of(Housing.ROWS, Housing.OTHER_ROWS)) {
            String bearer = "Bearer " + token(KEY, tenant);
            assertThat(get("/customers", "Authorization", bearer).body()).isEqualTo("Ann of " + tenant);
            assertThat(get("/customers", "Authorization", bearer, "X-Tenant", tenant)
                            .body())
                    .isEqualTo("Ann of " + tenant);
            assertThat(get("/context", "Authorization", bearer).body()).contains("name=ann");
        }
    }

    @Test
    void refusesAHeaderThatSaysOtherwiseAndAnnouncesIt() throws Exception {
        More.EVENTS.clear();
        var answer = get(
                "/customers", "Authorization", "Bearer " + token(KEY, Housing.ROWS), "X-Tenant", Housing.OTHER_ROWS);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("tenant-refused");
        assertThat(More.EVENTS).singleElement().isInstanceOf(TenancyEvent.AccessRefused.class);
    }

    @Test
    void putsAContradictionOnTheAuditTrailOfTheUsersTenant() throws Exception {
        More.PUBLISHED.clear();
        String token = token(KEY, Housing.SCHEMA, "mallory");
        assertThat(get(
                                "/customers",
                                "Authorization",
                                "Bearer " + token,
                                "X-Tenant",
                                Housing.OTHER_SCHEMA,
                                "X-Correlation-Id",
                                "try-1")
                        .statusCode())
                .isEqualTo(403);
        await().atMost(Duration.ofMinutes(2)).until(() -> refusalsOnTheTrailOf(Housing.SCHEMA) == 1);
        assertThat(refusalsOnTheTrailOf(Housing.OTHER_SCHEMA)).isZero();
        assertThat(More.PUBLISHED).singleElement().isInstanceOf(TenancyEvent.AccessRefused.class);
    }

    private static long refusalsOnTheTrailOf(String tenant) {
        return shop.housing.numberIn(
                tenant,
                """
                select count(*) from audit_event where kind = 'ACCESS_REFUSED' and actor = 'mallory'
                and correlation_id = 'try-1' and after ->> 'refusal' = 'ResolutionRefusedException'
                """);
    }

    @Test
    void refusesAHeaderThatNoTokenConfirms() throws Exception {
        assertThat(get("/customers", "X-Tenant", Housing.ROWS).statusCode()).isEqualTo(403);
        assertThat(get("/customers").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesATokenOfSomebodyElse() throws Exception {
        assertThat(get("/customers", "Authorization", "Bearer " + token(ANOTHER, Housing.ROWS))
                        .statusCode())
                .isEqualTo(401);
    }
}
