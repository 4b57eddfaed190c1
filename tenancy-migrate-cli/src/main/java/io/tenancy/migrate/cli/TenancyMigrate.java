package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.UnknownTenantException;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program and its commands. */
@Command(
        name = "tenancy-migrate",
        description = "Flyway over every schema of every tenant.",
        versionProvider = TenancyMigrate.Release.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nEnds with%n",
        exitCodeList = {
            "0:done",
            "1:crash, or the control database is away",
            "2:wrong use or settings",
            "3:some schemas failed, or could not be read",
            "4:the doctor found a gap",
            "5:some schemas are behind, or drifted",
            "130:interrupted"
        })
final class TenancyMigrate {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("unused")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows which release this is.")
    @SuppressWarnings("unused")
    private boolean version;

    /** As the jar's manifest says. */
    static final class Release implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String release = TenancyMigrate.class.getPackage().getImplementationVersion();
            return new String[] {"tenancy-migrate " + (release == null ? "that was not packaged" : release)};
        }
    }

    static CommandLine commandLine(Surroundings around) {
        var line = new CommandLine(new TenancyMigrate());
        Stream.of(
                        new StatusCommand(around),
                        new MigrateCommand(around),
                        new ValidateCommand(around),
                        new RepairCommand(around),
                        new BaselineCommand(around),
                        new HistoryCommand(around),
                        new DriftCommand(around),
                        new DoctorCommand(around),
                        new DraftCommand(around),
                        new CompensateCommand(around),
                        new UndoCommand())
                .forEach(line::addSubcommand);
        return line.registerConverter(TenantId.class, TenancyMigrate::tenant)
                .registerConverter(MigrationVersion.class, TenancyMigrate::version)
                .setExpandAtFiles(false)
                .setOut(around.out())
                .setErr(around.err())
                .setExecutionStrategy(TenancyMigrate::execute)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, around))
                .setParameterExceptionHandler((e, args) -> misused(e, around));
    }

    private static int execute(ParseResult parsed) {
        int exitCode = new RunLast().execute(parsed);
        return Thread.interrupted() ? ExitCode.INTERRUPTED : exitCode;
    }

    private static int failed(Exception e, Surroundings around) {
        if (e instanceof TenancyException || e instanceof UsageException) {
            around.err().println(e.getMessage());
        } else {
            e.printStackTrace(around.err());
        }
        if (Thread.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return e instanceof UsageException
                        || e instanceof TenancyConfigurationException
                        || e instanceof UnknownTenantException
                ? ExitCode.USAGE
                : ExitCode.CRASH;
    }

    private static int misused(ParameterException e, Surroundings around) {
        around.err().println(e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : e.getMessage());
        around.err().println("Try --help.");
        return ExitCode.USAGE;
    }

    /** Without values: somebody may have typed a password. */
    private static String unknown(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        return first.startsWith("-") ? "Unknown option " + first.replaceFirst("=.*", "") + "." : "Unknown argument.";
    }

    private static TenantId tenant(String value) {
        try {
            return TenantId.of(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Numbers alone: Flyway knows words too, such as 'latest', which say nothing in a history. */
    private static MigrationVersion version(String value) {
        if (!value.matches("\\d+([._]\\d+)*")) {
            throw new TypeConversionException("expected a version such as 3 or 2026.11");
        }
        return MigrationVersion.fromVersion(value);
    }
}
