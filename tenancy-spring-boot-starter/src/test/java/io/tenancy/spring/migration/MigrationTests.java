package io.tenancy.spring.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.migrate.FleetBehindException;
import io.tenancy.migrate.FleetFailedException;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.StartMode;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.Shop;
import io.tenancy.spring.data.TenancyAutoConfiguration;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import shop.Customer;
import shop.Customers;
import shop.ShopApplication;
import shop.Till;

/** What an application does about the schemas of its tenants when it starts. */
@ExtendWith(OutputCaptureExtension.class)
class MigrationTests {

    private static final List<String> SHARING = List.of("acme", "globex");
    private static final List<String> APART = List.of("initech", "umbrella");

    @TempDir
    private Path scripts;

    private TestDatabase database;

    @BeforeEach
    void open() throws IOException, SQLException {
        database = TestServer.shared().createDatabase();
        database.execute(database.owner(), "create schema app");
        var roles = Roles.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
        try (var superuser = database.connectAsSuperuser()) {
            superuser.setAutoCommit(false);
            for (String tenant : APART) {
                TenantSchema.in(superuser, schemaOf(tenant), roles).creation().runOn(superuser);
            }
            superuser.commit();
        }
        Files.writeString(scripts.resolve("V1__functions.sql"), WallFunctions.script());
        Files.writeString(scripts.resolve("V2__shop.sql"), Shop.tables() + walls());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SchemaName schemaOf(String tenant) {
        return SchemaName.generatedFor(TenantId.of(tenant));
    }

    private static String walls() {
        return Stream.of("customer", "category", "product", "product_categories", "purchase", "purchase_line")
                .map("select tenancy_wall('%s');"::formatted)
                .collect(Collectors.joining());
    }

    private Map<String, Object> properties(String mode) {
        var all = new LinkedHashMap<String, Object>();
        all.put("spring.main.banner-mode", "off");
        all.put("spring.datasource.url", database.jdbcUrl());
        all.put("spring.datasource.username", database.app().user());
        all.put("spring.datasource.password", database.app().password());
        all.put("tenancy.walled-packages", "shop");
        SHARING.forEach(tenant -> all.put("tenancy.tenants." + tenant + ".server", "main"));
        APART.forEach(tenant -> all.put(
                "tenancy.tenants." + tenant + ".schema", schemaOf(tenant).value()));
        all.put("tenancy.migration.at-start", mode);
        all.put("tenancy.migration.owner.username", database.owner().user());
        all.put("tenancy.migration.owner.password", database.owner().password());
        all.put("tenancy.directory.registrar.username", database.operator().user());
        all.put("tenancy.migration.locations", "filesystem:" + scripts);
        return all;
    }

    private ApplicationContextRunner runner(String mode) {
        var all = new ArrayList<String>();
        properties(mode).forEach((name, value) -> all.add(name + "=" + value));
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TenancyAutoConfiguration.class, TenancyMigrationAutoConfiguration.class))
                .withPropertyValues(all.toArray(String[]::new));
    }

    @Test
    void migratesAllTenantsBeforeAnythingUsesTheirData() {
        try (var application = new SpringApplicationBuilder(ShopApplication.class)
                .web(WebApplicationType.NONE)
                .properties(properties("migrate"))
                .run()) {
            assertThat(application
                            .getBeanFactory()
                            .getBeanDefinition("entityManagerFactory")
                            .getDependsOn())
                    .contains("fleetAtStart");
            var tenants = Stream.of(SHARING, APART).flatMap(List::stream).toList();
            for (String tenant : tenants) {
                TenantContext.of(tenant)
                        .run(() ->
                                application.getBean(Till.class).sell("Ann of " + tenant, "ann@example.org", "pear", 1));
            }
            for (String tenant : tenants) {
                TenantContext.of(tenant).run(() -> assertThat(
                                application.getBean(Customers.class).findAll())
                        .extracting(Customer::getName)
                        .containsExactly("Ann of " + tenant));
            }
        }
        runner("validate").run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void validationRefusesToStartAndNamesWhoIsBehind(CapturedOutput output) {
        assertThat(catchThrowable(() -> new SpringApplicationBuilder(ShopApplication.class)
                        .web(WebApplicationType.NONE)
                        .properties(properties("validate"))
                        .run()
                        .close()))
                .hasRootCauseInstanceOf(FleetBehindException.class);
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains("found 3 that are not")
                .contains(schemaOf("initech").value())
                .contains("tenancy.migration.at-start=migrate");
        // It has changed nothing.
        assertThat(tables()).isZero();
    }

    @Test
    void namesTwentyAtMost() {
        var many = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            many.add("tenancy.tenants.many-" + i + ".schema=t_many_" + i);
        }
        runner("validate").withPropertyValues(many.toArray(String[]::new)).run(context -> assertThat(
                        context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("found 28 that are not")
                .hasMessageContaining("and 8 more"));
    }

    @Test
    void aMigrationThatFailsStopsTheStartAndSaysWhere() throws IOException {
        Files.writeString(scripts.resolve("V3__broken.sql"), "select 1 / 0;");
        runner("migrate").run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .isInstanceOf(FleetFailedException.class)
                .hasMessageContaining("V3__broken.sql")
                .hasMessageContaining("22012"));
    }

    @Test
    void doesNothingUnlessToldSo() {
        runner("none").run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(FleetMigration.class)
                .doesNotHaveBean(FleetAtStart.class));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TenancyMigrationAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(MigrationProperties.class)
                        .extracting(MigrationProperties::atStart)
                        .isEqualTo(StartMode.NONE));
        assertThat(tables()).isZero();
    }

    @Test
    void refusesAWordThatItDoesNotKnow() {
        runner("perhaps")
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining("tenancy.migration"));
    }

    @Test
    void doesNotStartAsIfAllWereDoneWhereTheLibraryIsMissing() {
        runner("validate")
                .withClassLoader(new FilteredClassLoader(FleetMigration.class))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(TenancyConfigurationException.class)
                        .hasMessageContaining("needs tenancy-migrate"));
        runner("none")
                .withClassLoader(new FilteredClassLoader(FleetMigration.class))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TenancyAutoConfiguration.class, TenancyMigrationAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.app().user(),
                        "spring.datasource.password=" + database.app().password(),
                        "tenancy.tenants.acme.server=main",
                        "tenancy.migration.at-start=migrate")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(TenancyConfigurationException.class)
                        .hasMessageContaining("tenancy.servers.main.owner.username")
                        .hasMessageContaining("tenancy.directory.registrar.username"));
    }

    private long tables() {
        try (var superuser = database.connectAsSuperuser();
                var statement = superuser.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_tables where tablename = 'customer'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
