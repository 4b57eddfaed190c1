package io.tenancy.example.saas;

import io.tenancy.example.saas.demo.Cast;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.ground.Postgres;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service, on a PostgreSQL that it brings along unless {@code saas.postgres.host} names one. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableAsync
@EnableScheduling
public class SaasService {

    public static void main(String... arguments) {
        var given = new StandardEnvironment();
        given.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        start(() -> postgres(given), Map.of(), arguments);
    }

    private static Postgres postgres(PropertyResolver given) {
        String host = given.getProperty("saas.postgres.host");
        return host == null
                ? Postgres.embedded()
                : Postgres.given(
                        host,
                        given.getProperty("saas.postgres.port", Integer.class, 5432),
                        given.getProperty("saas.postgres.username", "postgres"),
                        given.getProperty("saas.postgres.password", ""));
    }

    /** @param properties stronger than those of the file */
    public static ConfigurableApplicationContext start(
            Supplier<Postgres> postgres, Map<String, Object> properties, String... arguments) {
        var application = new SpringApplication(SaasService.class);
        // Before there are beans, and after Spring Boot knows how to log.
        application.addInitializers(context -> {
            Ground ground = Ground.prepare(postgres.get()).withTenants(Cast.newcomers());
            var sources = context.getEnvironment().getPropertySources();
            sources.addFirst(new MapPropertySource("ground", ground.properties()));
            sources.addFirst(new MapPropertySource("given", properties));
            context.getBeanFactory().registerSingleton("ground", ground);
        });
        return application.run(arguments);
    }
}
