package io.tenancy.postgres.doctor;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import java.util.List;
import java.util.stream.Collectors;

/** There is a gap in the wall of the place where a tenant lives, so nothing is served there. */
public final class BrokenWallException extends TenancyException {

    private final ServerName server;
    private final List<Finding> gaps;

    public BrokenWallException(TenantId tenant, ServerName server, List<Finding> gaps) {
        super(
                tenant,
                gaps.stream()
                        .map(gap -> "\n  - " + gap.sentence())
                        .collect(Collectors.joining(
                                "",
                                "Tenant '" + tenant + "' refused: expected a whole wall around its place on server '"
                                        + server + "', found gaps:",
                                "")),
                null);
        this.server = server;
        this.gaps = List.copyOf(gaps);
    }

    public ServerName server() {
        return server;
    }

    /** What the doctor found, each with its remedy. */
    public List<Finding> gaps() {
        return gaps;
    }
}
