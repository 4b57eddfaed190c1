package io.tenancy.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.postgres.pool.Server;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.postgresql.PostgreSQLContainer;
import shop.Customer;
import shop.Customers;
import shop.ShopApplication;
import shop.Till;

/** A container for tests says where the database is, and nothing else does. */
class ServiceConnectionTests {

    /** Whatever runs in the container is not of interest here: it stands for a server that runs already, without Docker. */
    private static final class Borrowed extends PostgreSQLContainer {

        private final Server server = Shop.housing().servers().get(0);

        Borrowed() {
            super("postgres:18");
        }

        @Override
        public void start() {
            // It runs.
        }

        @Override
        public void stop() {
            // Others use it.
        }

        @Override
        public String getJdbcUrl() {
            return server.url();
        }

        @Override
        public String getUsername() {
            return server.app().user();
        }

        @Override
        public String getPassword() {
            return server.app().password();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithContainer {

        @Bean
        @ServiceConnection
        PostgreSQLContainer container() {
            return new Borrowed();
        }
    }

    @Test
    void isEnough() {
        Shop.clear();
        try (var application = new SpringApplicationBuilder(ShopApplication.class)
                .sources(WithContainer.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "tenancy.walled-packages=shop",
                        "tenancy.tenants.rows-a.server=main",
                        "tenancy.tenants.rows-b.server=main")
                .run()) {
            for (String tenant : List.of(Housing.ROWS, Housing.OTHER_ROWS)) {
                TenantContext.of(tenant).run(() -> application
                        .getBean(Till.class)
                        .sell("Ann of " + tenant, "ann@example.org", "pear of " + tenant, 1));
            }
            for (String tenant : List.of(Housing.ROWS, Housing.OTHER_ROWS)) {
                TenantContext.of(tenant).run(() -> assertThat(
                                application.getBean(Customers.class).findAll())
                        .extracting(Customer::getName)
                        .containsExactly("Ann of " + tenant));
            }
        } finally {
            Shop.clear();
        }
    }
}
