package io.tenancy.migrate.script;

import io.tenancy.refusal.TenancyConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.jspecify.annotations.Nullable;

/** The scripts, found and read once for the whole fleet. Safe for use by several threads. */
public final class ScriptSet {

    /** Schemas that no server has, so that Flyway names every script as pending. */
    private static final String NOWHERE = "tenancy_no_schema_1";

    private static final String ELSEWHERE = "tenancy_no_schema_2";

    private final Scripts source;
    private final @Nullable ResourceProvider resources;
    private final List<Script> scripts;
    private final boolean sameEverywhere;

    private ScriptSet(
            Scripts source, @Nullable ResourceProvider resources, List<Script> scripts, boolean sameEverywhere) {
        this.source = source;
        this.resources = resources;
        this.scripts = scripts;
        this.sameEverywhere = sameEverywhere;
    }

    /**
     * Finds and reads the scripts. Flyway does so only with a database at hand; it changes nothing there.
     *
     * @throws TenancyConfigurationException if a location is missing, a name is wrong or a version is there twice
     */
    public static ScriptSet read(Scripts source, DataSource database) {
        var seen = new AtomicReference<@Nullable ResourceProvider>();
        List<Script> scripts = resolve(source, seen, database, NOWHERE);
        // A repeatable script that names its schema by a placeholder has another checksum in each schema.
        boolean same = scripts.stream().noneMatch(Script::isRepeatable)
                || scripts.equals(resolve(source, seen, database, ELSEWHERE));
        return new ScriptSet(source, seen.get(), scripts, same);
    }

    /** What Flyway is to know for any target, with the scripts in memory. */
    @SuppressWarnings("unchecked")
    public FluentConfiguration configuration() {
        FluentConfiguration configuration = source.configuration();
        if (resources != null) {
            configuration.resourceProvider(new KeptResources(resources));
            if (resources instanceof ClassProvider<?> classes) {
                configuration.javaMigrationClassProvider((ClassProvider<JavaMigration>) classes);
            }
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

    private static List<Script> resolve(
            Scripts source, AtomicReference<@Nullable ResourceProvider> seen, DataSource database, String schema) {
        try {
            FluentConfiguration configuration = source.configuration();
            MigrationResolver[] resolvers = Stream.concat(
                            Stream.of(configuration.getResolvers()), Stream.of((MigrationResolver) context -> {
                                seen.set(context.resourceProvider);
                                return List.of();
                            }))
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
            return Stream.of(pending).map(ScriptSet::script).toList();
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
