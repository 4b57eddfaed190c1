package io.tenancy.audit.log;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the months of one log.
 *
 * @param failure what stopped the rest; null if nothing did
 */
public record PartitionReport(LogPlace place, List<String> made, List<String> dropped, @Nullable SQLException failure) {

    public PartitionReport {
        made = List.copyOf(made);
        dropped = List.copyOf(dropped);
    }

    public Optional<SQLException> findFailure() {
        return Optional.ofNullable(failure);
    }
}
