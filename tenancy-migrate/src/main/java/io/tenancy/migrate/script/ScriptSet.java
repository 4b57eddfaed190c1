package io.tenancy.migrate.script;

import io.tenancy.refusal.TenancyConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The scripts, found and read once for the whole fleet. Safe for use by several threads. */
public final class ScriptSet {

    /** Schemas that no server has, so that Flyway names every script as pending. */
    private static final String NOWHERE = "tenancy_no_schema_1";

    private static final String ELSEWHERE = "tenancy_no_schema_2";

    private final Scripts source;
    private final @Nullable KeptResources resources;
    private final @Nullable ClassProvider<JavaMigration> classes;
    private final List<Script> scripts;
    private final boolean sameEverywhere;
    private final @Nullable Recipe recipe;

    @SuppressWarnings("unchecked")
    private ScriptSet(Scripts source, Look here, Look there) {
        this.source = source;
        this.resources = here.resources == null ? null : new KeptResources(here.resources);
        this.classes = here.resources instanceof ClassProvider<?> found ? (ClassProvider<JavaMigration>) found : null;
        this.scripts = here.scripts;
        // A script that names its schema by a placeholder is another one in each schema.
        this.sameEverywhere = here.scripts.equals(there.scripts);
        this.recipe = here.statements.isPresent() && here.statements.equals(there.statements)
                ? Recipe.of(here.scripts, here.statements.get()).orElse(null)
                : null;
    }

    /**
     * Finds and reads the scripts. Flyway does so only with a database at hand; it changes nothing there.
     *
     * @throws TenancyConfigurationException if a location is missing, a name is wrong or a version is there twice
     */
    public static ScriptSet read(Scripts source, DataSource database) {
        return new ScriptSet(source, look(source, database, NOWHERE), look(source, database, ELSEWHERE));
    }

    /** What Flyway is to know for any target, with the scripts in memory. */
    public FluentConfiguration configuration() {
        FluentConfiguration configuration = source.configuration();
        if (resources != null) {
            configuration.resourceProvider(resources);
        }
        if (classes != null) {
            configuration.javaMigrationClassProvider(classes);
        }
        return configuration;
    }

    /** In the order in which they run. */
    public List<Script> scripts() {
        return scripts;
    }

    /** Whether the checksums are the same in every schema; otherwise only Flyway can tell what a schema lacks. */
    public boolean sameEverywhere() {
        return sameEverywhere;
    }

    /** The version that a target has when all scripts ran. */
    public Optional<String> findLastVersion() {
        return scripts.stream().flatMap(script -> script.findVersion().stream()).reduce((first, second) -> second);
    }

    /** What stands in the last versioned script; empty if it is no SQL. */
    public Optional<String> findLastText() {
        return scripts.stream()
                .filter(script -> script.findVersion().isPresent())
                .reduce((first, second) -> second)
                .flatMap(script -> Optional.ofNullable(resources == null ? null : resources.getResource(script.name())))
                .map(ScriptSet::text);
    }

    private static String text(LoadableResource resource) {
        try (Reader reader = resource.read();
                var text = new StringWriter()) {
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One text for all checksums: it changes when any script does. */
    public String checksum() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(scripts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The statements of all scripts; empty if only Flyway can run them. */
    public Optional<Recipe> findRecipe() {
        return Optional.ofNullable(recipe);
    }

    /** What Flyway finds for one schema. */
    private static final class Look implements MigrationResolver {

        private @Nullable ResourceProvider resources;
        private Optional<Map<String, List<String>>> statements = Optional.empty();
        private List<Script> scripts = List.of();

        @Override
        public Collection<ResolvedMigration> resolveMigrations(Context context) {
            resources = context.resourceProvider;
            statements = Recipe.statements(context);
            return List.of();
        }
    }

    private static Look look(Scripts source, DataSource database, String schema) {
        var look = new Look();
        try {
            FluentConfiguration configuration = source.configuration();
            MigrationResolver[] resolvers = Stream.concat(Stream.of(configuration.getResolvers()), Stream.of(look))
                    .toArray(MigrationResolver[]::new);
            MigrationInfo[] pending = configuration
                    .resolvers(resolvers)
                    .dataSource(database)
                    .defaultSchema(schema)
                    .schemas(schema)
                    .createSchemas(false)
                    .load()
                    .info()
                    .pending();
            look.scripts = Stream.of(pending).map(ScriptSet::script).toList();
            return look;
        } catch (FlywayException e) {
            throw new TenancyConfigurationException(
                    "The migration of the fleet",
                    List.of("the scripts in " + source.locations() + ": "
                            + String.valueOf(e.getMessage()).strip()));
        }
    }

    private static Script script(MigrationInfo info) {
        return new Script(
                info.getVersion() == null ? null : info.getVersion().getVersion(),
                info.getDescription(),
                info.getType().name(),
                info.getScript(),
                info.getChecksum());
    }
}
