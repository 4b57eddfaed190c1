package io.tenancy.spring.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.context.TenantContext;
import io.tenancy.spring.Shop;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import shop.Customers;
import shop.ShopApplication;

/** What is read by whoever starts an application that cannot be served safely. */
@ExtendWith(OutputCaptureExtension.class)
class FailureTests {

    @Configuration(proxyBeanMethods = false)
    static class CountsAtStart {

        @Bean
        CommandLineRunner count(Customers customers) {
            return arguments -> customers.count();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WorksForAStranger {

        @Bean
        CommandLineRunner count(Customers customers) {
            return arguments -> TenantContext.of("stranger").call(customers::count);
        }
    }

    private static void start(Consumer<java.util.Map<String, Object>> change, Class<?>... more) {
        var properties = Shop.properties(Shop.housing());
        properties.put("spring.main.banner-mode", "off");
        change.accept(properties);
        try (var application = new SpringApplicationBuilder(ShopApplication.class)
                .sources(more)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run()) {
            assertThat(application.isActive()).as("started all the same").isFalse();
        }
    }

    private static void assertFails(CapturedOutput output, Runnable start, String... told) {
        assertThat(catchThrowable(start::run)).isNotNull().isNotInstanceOf(AssertionError.class);
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START").contains(List.of(told));
    }

    @Test
    void openInView(CapturedOutput output) {
        assertFails(
                output,
                () -> start(all -> all.put("spring.jpa.open-in-view", "true")),
                "spring.jpa.open-in-view is true",
                "Remove spring.jpa.open-in-view");
    }

    @Test
    void aSuperusersLogin(CapturedOutput output) {
        assertFails(
                output,
                () -> start(all -> all.keySet().stream()
                        .filter(key -> key.endsWith(".username"))
                        .toList()
                        .forEach(key -> all.put(key, "postgres"))),
                "Tenants cannot be kept apart",
                "superuser");
    }

    @Test
    void anUnsafeDriverOption(CapturedOutput output) {
        assertFails(
                output,
                () -> start(all -> all.put("tenancy.servers.main.driver.preferQueryMode", "simple")),
                "preferQueryMode");
    }

    @Test
    void entitiesThatSayNothing(CapturedOutput output) {
        assertFails(
                output,
                () -> start(all -> all.remove("tenancy.walled-packages")),
                "Entity shop.Customer has no @TenantId attribute",
                "Entity shop.Purchase has no @TenantId attribute");
    }

    @Test
    void dataThatIsAskedForAtStart(CapturedOutput output) {
        assertFails(output, () -> start(all -> {}, CountsAtStart.class), "for no tenant", "TenantContext.of(id).run");
    }

    @Test
    void aTenantThatNobodyKnows(CapturedOutput output) {
        assertFails(output, () -> start(all -> {}, WorksForAStranger.class), "stranger", "tenancy.tenants");
    }

    @Test
    void allThatIsMissingOfServersAtOnce(CapturedOutput output) {
        assertFails(
                output,
                () -> start(all -> {
                    all.remove("tenancy.servers.main.url");
                    all.remove("tenancy.servers.first.username");
                }),
                "tenancy.servers.main.url is missing",
                "tenancy.servers.first.username is missing");
    }
}
