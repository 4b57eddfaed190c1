package io.tenancy.postgres.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.Deadline;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Server;
import org.junit.jupiter.api.Test;

class AdmissionsTests {

    private static final Server SERVER = Server.of("main", "jdbc:postgresql://localhost/main", Login.of("app", ""));
    private static final Tenant TENANT = Tenant.active("acme", Placement.sharedRows("main"));

    private final Admissions admissions = Admissions.by(Plans.of(Plan.of("standard")));

    @Test
    void underACeilingAllPoolsOfAServerAreOneShare() throws Exception {
        Server ceiling = SERVER.withMaximumConnections(3);
        try (Admission rows = admit(ceiling, PoolKind.ROWS);
                Admission schemas = admit(ceiling, PoolKind.SCHEMAS)) {
            assertThat(admissions.held(SERVER.name())).isEqualTo(2);
            assertThat(admissions.shares()).isOne();
        }
        assertThat(admissions.held(SERVER.name())).isZero();
    }

    @Test
    void withoutOneEachPoolIsSharedOnItsOwn() throws Exception {
        try (Admission rows = admit(SERVER, PoolKind.ROWS);
                Admission schemas = admit(SERVER, PoolKind.SCHEMAS)) {
            assertThat(admissions.held(SERVER.name())).isEqualTo(2);
            assertThat(admissions.shares()).isEqualTo(2);
        }
    }

    @Test
    void keepsNothingOfAServerThatWasRemoved() throws Exception {
        admit(SERVER, PoolKind.ROWS).close();
        admissions.forget(SERVER.name());
        assertThat(admissions.shares()).isZero();
    }

    private Admission admit(Server server, PoolKind kind) throws Exception {
        return admissions.admit(TENANT, server, new PoolName(server.name(), kind), Deadline.NONE);
    }
}
