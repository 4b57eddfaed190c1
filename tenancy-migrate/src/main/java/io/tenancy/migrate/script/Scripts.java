package io.tenancy.migrate.script;

import java.util.List;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Where the migrations of a fleet lie, and what else Flyway is to know. Immutable.
 *
 * @param locations as Flyway takes them, such as {@code classpath:db/migration}
 * @param settings of Flyway, applied for each target; what decides where and how safely a script runs is not theirs:
 *     data source, schemas, locks, transactions
 */
public record Scripts(List<String> locations, ClassLoader loader, Consumer<FluentConfiguration> settings) {

    public Scripts {
        locations = List.copyOf(locations);
    }

    /** Found by the context class loader of the thread. */
    public static Scripts in(String... locations) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return new Scripts(
                List.of(locations), loader == null ? Scripts.class.getClassLoader() : loader, configuration -> {});
    }

    /** The same with more settings of Flyway, such as placeholders, callbacks, {@code baselineOnMigrate}. */
    public Scripts withFlyway(Consumer<FluentConfiguration> more) {
        return new Scripts(locations, loader, settings.andThen(more));
    }

    /** What Flyway is to know wherever it runs. */
    public FluentConfiguration configuration() {
        FluentConfiguration configuration = Flyway.configure(loader);
        settings.accept(configuration);
        return configuration
                .locations(locations.toArray(String[]::new))
                .failOnMissingLocations(true)
                .validateMigrationNaming(true);
    }
}
