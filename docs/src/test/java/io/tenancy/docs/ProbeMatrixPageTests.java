package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.TenantTables;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.probe.ProbeMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The five lines of the probe matrix as its page has them, and what they say when a wall is gone. */
class ProbeMatrixPageTests {

    private static final Path PAGE = Path.of("probe-matrix.md");
    private static final Pattern REPORT = Pattern.compile("(?s)```text\n(.*?)```");

    private TestDatabase database;
    private HibernateTenancy tenancy;
    private SessionFactory sessionFactory;
    private DataSource dataSource;

    @BeforeEach
    void prepare() throws Exception {
        database = TestServer.shared().createDatabase();
        database.execute(
                database.owner(),
                "create schema app; create table app.invoice (tenant_id text, id uuid, number text,"
                        + " primary key (tenant_id, id))");
        try (var owner = database.connectAs(database.owner())) {
            var roles = Roles.of(
                    database.owner().user(),
                    database.app().user(),
                    database.operator().user());
            owner.setAutoCommit(false);
            RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles)
                    .ddl()
                    .runOn(owner);
            owner.commit();
        }
        tenancy = HibernateTenancy.builder(InMemoryTenants.of(
                        Tenant.active("acme", Placement.sharedRows("main")),
                        Tenant.active("globex", Placement.sharedRows("main"))))
                .server(Server.of(
                        "main",
                        database.jdbcUrl(),
                        Login.of(database.app().user(), database.app().password())))
                .entities(Invoice.class)
                .build();
        sessionFactory = tenancy.sessionFactory();
        dataSource = tenancy.dataSource();
        TwoTenants.of("acme", "globex")
                .each((own, other) -> tenancy.inTransaction(session -> session.persist(new Invoice("1 of " + own))));
    }

    @AfterEach
    void drop() {
        tenancy.close();
        database.close();
    }

    @Test
    void noTenantReachesAnother() {
        ProbeMatrix.of(sessionFactory)
                .tenants(TwoTenants.of("acme", "globex"))
                .witness(database::connectAsSuperuser)
                .dataSource(dataSource)
                .run()
                .requireNoneCrossed();
    }

    @Test
    void aMissingWallIsReportedAsThePageSays() throws IOException {
        database.execute(database.owner(), "alter table app.invoice disable row level security");
        Throwable failure = catchThrowable(this::noTenantReachesAnother);
        assertThat(failure).isInstanceOf(AssertionError.class);
        var report = REPORT.matcher(Files.readString(PAGE));
        assertThat(report.find()).isTrue();
        assertThat(failure.getMessage()).startsWith(report.group(1).replaceFirst("(?s)…\n$", ""));
    }
}
