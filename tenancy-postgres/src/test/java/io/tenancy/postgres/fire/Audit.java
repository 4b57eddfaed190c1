package io.tenancy.postgres.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement.SharedRows;
import io.tenancy.Tenant;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks through all tables afterwards: each entry is where its writer's belong, and none is missing or too many. */
final class Audit {

    private final Crowd crowd;
    private final Plan plan;
    private final byte[] kept;
    private final List<String> foreign = new ArrayList<>();

    Audit(Crowd crowd, Plan plan, long transactions) {
        this.crowd = crowd;
        this.plan = plan;
        this.kept = new byte[Math.toIntExact(transactions) + 1];
    }

    void requireExactlyWhatWasPlanned() throws SQLException {
        for (Tenant place : crowd.places()) {
            read(place, place.placement() instanceof SharedRows);
        }
        assertThat(foreign).as("foreign rows").isEmpty();
        var wrong = new ArrayList<String>();
        for (int number = 1; number < kept.length; number++) {
            if (kept[number] != plan.deedOf(number).kept) {
                wrong.add("transaction " + number + ", " + plan.deedOf(number) + ": " + kept[number]);
            }
        }
        assertThat(wrong).as("entries that stayed").isEmpty();
    }

    private void read(Tenant place, boolean shared) throws SQLException {
        try (Entries entries = crowd.entries(place)) {
            entries.forEach((id, tenant, writer) -> {
                String planned = crowd.tenants().get(plan.tenantOf(id)).id().value();
                boolean own = tenant.equals(planned) && writer.equals(planned);
                if (!own || !shared && !place.id().value().equals(planned)) {
                    foreign.add("entry " + id + " of " + tenant + " by " + writer + " at " + place.placement());
                }
                kept[Math.toIntExact(id)]++;
            });
        }
    }
}
