package io.tenancy.migrate.drift;

import io.tenancy.migrate.target.MigrationTarget;
import java.util.List;
import java.util.stream.Collectors;

/** A target that is not as the reference of its cohort. Immutable. */
public record Outlier(MigrationTarget target, MigrationTarget reference, List<Difference> differences) {

    public Outlier {
        differences = List.copyOf(differences);
    }

    /** For people: the target, and a line for each difference. */
    public String text() {
        return differences.stream()
                .map(difference -> "  " + difference.sentence() + "\n")
                .collect(Collectors.joining("", target + ", compared with " + reference + ":\n", ""));
    }
}
