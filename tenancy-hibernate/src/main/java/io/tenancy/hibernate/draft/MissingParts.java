package io.tenancy.hibernate.draft;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.UniqueConstraintSchemaUpdateStrategy;
import org.hibernate.tool.schema.internal.ExceptionHandlerHaltImpl;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.GenerationTarget;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/** What Hibernate's schema update would do, written down and not done. */
final class MissingParts {

    private MissingParts() {}

    static List<String> in(Metadata metadata, Connection live) {
        var statements = new ArrayList<String>();
        Map<String, Object> settings = Map.of(
                // From it Hibernate learns which schema it is in; else tables of any other would count as there.
                JdbcSettings.CONNECTION_PROVIDER,
                new LentConnection(live),
                JdbcSettings.DIALECT,
                new OneSchema(metadata.getDatabase().getDialect().getVersion()),
                JdbcSettings.JAKARTA_HBM2DDL_CONNECTION,
                live,
                // Otherwise Hibernate drops and makes every unique key each time.
                SchemaToolingSettings.UNIQUE_CONSTRAINT_SCHEMA_UPDATE_STRATEGY,
                UniqueConstraintSchemaUpdateStrategy.RECREATE_QUIETLY.name());
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        try {
            SchemaManagementTool tool = registry.requireService(SchemaManagementTool.class);
            tool.setCustomDatabaseGenerationTarget(new Notes(statements));
            tool.getSchemaMigrator(settings)
                    .doMigration(metadata, new Options(settings), ContributableMatcher.ALL, new ToDatabase());
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
        return statements;
    }

    /** Hibernate asks for the sequences of all schemas, and compares their names. */
    private static final class OneSchema extends PostgreSQLDialect {

        OneSchema(DatabaseVersion version) {
            super(version);
        }

        @Override
        public String getQuerySequencesString() {
            return super.getQuerySequencesString() + " where sequence_schema = current_schema()";
        }
    }

    private record Notes(List<String> statements) implements GenerationTarget {

        @Override
        public void prepare() {}

        @Override
        public void accept(String command) {
            // A table that is not there is an error, not something to pass over.
            statements.add(command.strip().replaceFirst("^alter table if exists ", "alter table "));
        }

        @Override
        public void release() {}
    }

    private record Options(Map<String, Object> settings) implements ExecutionOptions {

        @Override
        public Map<String, Object> getConfigurationValues() {
            return new HashMap<>(settings);
        }

        @Override
        public boolean shouldManageNamespaces() {
            return false;
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return ExceptionHandlerHaltImpl.INSTANCE;
        }
    }

    private static final class ToDatabase implements TargetDescriptor {

        @Override
        public EnumSet<TargetType> getTargetTypes() {
            return EnumSet.of(TargetType.DATABASE);
        }

        @Override
        public @Nullable ScriptTargetOutput getScriptTargetOutput() {
            return null;
        }
    }
}
