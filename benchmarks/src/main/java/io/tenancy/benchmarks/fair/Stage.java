package io.tenancy.benchmarks.fair;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One server with a few connections, shared by tenants: as a plain pool lends them, and as Tenancy does. */
final class Stage implements AutoCloseable {

    static final String LIGHT = "light";
    static final String HEAVY = "heavy";

    private final Resources resources = new Resources();
    private final HikariDataSource plain;
    private final InMemoryTenants directory;
    private final TenantConnections tenancy;

    private Stage(int tenants) throws Exception {
        TestDatabase database = resources.add(TestServer.shared().createDatabase());
        var walls = new Walls(database);
        walls.rows("create table item (tenant_id text not null, id int not null, primary key (tenant_id, id));");
        plain = resources.add(PlainPool.open(database.jdbcUrl(), database.app(), "app"));
        directory = InMemoryTenants.of(Stream.concat(Stream.of(LIGHT, HEAVY), crowd(tenants))
                .map(id -> Tenant.active(id, Placement.sharedRows("main")))
                .toArray(Tenant[]::new));
        tenancy = resources.add(TenantConnections.builder(directory)
                .server(walls.server("main", database.jdbcUrl()))
                .build());
    }

    static Stage set(int tenants) throws Exception {
        return new Stage(tenants);
    }

    static Stream<String> crowd(int tenants) {
        return IntStream.range(0, tenants).mapToObj(i -> "t" + i);
    }

    /** Without any tenancy. */
    Lending plain() {
        return plain::getConnection;
    }

    /** With Tenancy's binding, and without its admission. */
    Lending firstCome() {
        return FirstCome.of(plain, directory);
    }

    Lending tenancy() {
        return tenancy::openCurrent;
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
