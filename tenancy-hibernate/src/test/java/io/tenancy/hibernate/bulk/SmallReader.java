package io.tenancy.hibernate.bulk;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Reads all drops of a tenant in a process of its own, which has a heap of 64 MB. */
final class SmallReader {

    private SmallReader() {}

    /** @return what the process says */
    static String read(Housing housing, String how) throws IOException, InterruptedException {
        TestDatabase database = housing.main();
        Process process = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallReader.class.getName(),
                        how,
                        Housing.SCHEMA,
                        Housing.schemaOf(Housing.SCHEMA).value(),
                        database.jdbcUrl(),
                        database.app().user(),
                        database.app().password(),
                        database.operator().user(),
                        database.operator().password()))
                .redirectErrorStream(true)
                .start();
        try {
            return new String(process.getInputStream().readAllBytes());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] args) {
        String how = args[0];
        String tenant = args[1];
        var server = Server.of("main", args[3], Login.of(args[4], args[5]))
                .withOperator(Login.of(args[6], args[7]))
                .withMaximumPoolSize(1);
        ToLongFunction<StatelessSession> reading = how.equals("stream") ? SmallReader::stream : SmallReader::list;
        try (HibernateTenancy tenancy = HibernateTenancy.builder(
                        InMemoryTenants.of(Tenant.active(tenant, Placement.ownSchema("main", args[2]))))
                .server(server)
                .entities(Droplet.class)
                .build()) {
            TenantContext.of(tenant)
                    .run(() -> tenancy.inStatelessTransaction(
                            session -> System.out.println("read " + reading.applyAsLong(session))));
        }
    }

    private static long stream(StatelessSession session) {
        Repository<Droplet, Long> drops = Repository.of(Droplet.class, session);
        // A count that the stream could tell without reading would read nothing.
        return drops.stream(
                drops.all(), (Stream<Droplet> stream) -> stream.mapToLong(drop -> drop.text.isEmpty() ? 0 : 1)
                        .sum());
    }

    private static long list(StatelessSession session) {
        Repository<Droplet, Long> drops = Repository.of(Droplet.class, session);
        return drops.list(drops.all()).size();
    }
}
