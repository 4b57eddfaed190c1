package io.tenancy.migrate.cli;

import io.tenancy.ServerName;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.postgres.doctor.Finding;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Examines every schema for gaps in the walls, with the remedy. Ends with 4 if there is one.",
        sortOptions = false)
final class DoctorCommand extends FleetCommand {

    DoctorCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        List<String> problems = fleet.servers().stream()
                .filter(server -> server.findDoctor().isEmpty())
                .map(MigrationServer::name)
                .map(name -> "server.%1$s.app.user and server.%1$s.operator.user are missing.".formatted(name))
                .toList();
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("The doctor", problems);
        }
        Map<ServerName, Diagnosis> found = fleet.migration().build().examine();
        found.forEach((server, diagnosis) -> {
            diagnosis.findings().forEach(finding -> write(json(server, finding)));
            say("server '" + server + "', " + diagnosis.report().stripTrailing());
        });
        long gaps = found.values().stream()
                .mapToLong(diagnosis -> diagnosis.gaps().size())
                .sum();
        long advice = found.values().stream()
                .mapToLong(diagnosis -> diagnosis.advice().size())
                .sum();
        return end(
                gaps == 0 ? ExitCode.DONE : ExitCode.FINDINGS,
                new Json().with("summary", "doctor").with("gaps", gaps).with("advice", advice),
                gaps + " gaps, " + advice + " pieces of advice");
    }

    static Json json(ServerName server, Finding finding) {
        return new Json()
                .with("server", server.value())
                .with("rule", finding.rule().id())
                .with("severity", finding.severity().name())
                .with("object", finding.object())
                .with("found", finding.found())
                .with("expected", finding.expected())
                .with("remedy", finding.remedy().script());
    }
}
