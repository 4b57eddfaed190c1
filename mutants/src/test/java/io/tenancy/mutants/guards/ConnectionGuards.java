package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** Who gets a connection, to which server, and in which state it goes back. */
final class ConnectionGuards {

    private static final String MODULE = "tenancy-postgres";
    private static final String CONNECTIONS = "postgres/TenantConnections.java";
    private static final String BOUND = "postgres/binding/BoundConnection.java";
    private static final String OPTIONS = "postgres/pool/DriverOptions.java";
    private static final String CACHE = "postgres/directory/CachedTenantDirectory.java";
    private static final String ADMISSION = "postgres.AdmissionTests";

    private ConnectionGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("without a tenant nothing opens", "a default tenant")
                        .edit(
                                MODULE,
                                CONNECTIONS,
                                "TenantContext.require(OPENING).tenant()",
                                "TenantContext.find().map(TenantContext::tenant).orElse(TenantId.of(\"rows-a\"))")
                        .foundBy(ADMISSION),
                Mutant.of("no connection of a tenant that is not bound", "it is opened")
                        .edit(MODULE, CONNECTIONS, "if (!current().equals(id)) {", "if (false) {")
                        .foundBy(ADMISSION),
                Mutant.of("the status decides whether anything opens", "it is not asked")
                        .edit(MODULE, CONNECTIONS, "TenantAccess.requireRead(tenant, OPENING);", "")
                        .foundBy(ADMISSION),
                Mutant.of("a connection whose state is unknown leaves the pool", "it stays")
                        .edit(
                                MODULE,
                                BOUND,
                                """
                                                lender.evict(pooled);
                                            } else if\
                                """,
                                """
                                            } else if\
                                """)
                        .edit(
                                MODULE,
                                BOUND,
                                """
                                            lender.evict(pooled);
                                            throw e;\
                                """,
                                """
                                            throw e;\
                                """)
                        .foundBy("postgres.binding.ReleaseTests"),
                Mutant.of("an open transaction is rolled back before the connection goes back", "it is left open")
                        .edit(MODULE, BOUND, "                rollBack(pooled);\n", "")
                        .foundBy("postgres.binding.ReleaseTests"),
                Mutant.of("nothing of the driver gets out", "it can be unwrapped")
                        .edit(
                                MODULE,
                                BOUND,
                                "return wanted == Connection.class ? call.receiver(Connection.class) :",
                                "return wanted == Connection.class ? bond.driver() :")
                        .foundBy("postgres.binding.ClosedConnectionTests"),
                Mutant.of("prepareThreshold is not negative", "it may be")
                        .edit(MODULE, OPTIONS, "if (prepareThreshold(options) < 0) {", "if (false) {")
                        .foundBy("postgres.pool.ServerProblemTests", "postgres.doctor.DoctorTests"),
                Mutant.of("queries are not sent in simple mode", "they may be")
                        .edit(MODULE, OPTIONS, ".equals(\"simple\")", ".equals(\"\")")
                        .foundBy("postgres.pool.ServerProblemTests", "postgres.doctor.DoctorTests"),
                Mutant.of("the driver sets no savepoint for each statement", "autosave=always is accepted")
                        .edit(MODULE, OPTIONS, ".equals(\"always\")", ".equals(\"\")")
                        .foundBy("postgres.pool.ServerProblemTests", "postgres.doctor.DoctorTests"),
                Mutant.of("a login that no policy holds is refused", "a superuser is accepted")
                        .edit(MODULE, "postgres/pool/ServerFacts.java", "if (superuser) {", "if (false) {")
                        .foundBy("postgres.pool.ServerProblemTests"),
                Mutant.of("before 18, pools of own schemas prepare nothing on the server", "they do")
                        .edit(
                                MODULE,
                                "postgres/pool/PoolConfig.java",
                                "name.kind() == PoolKind.SCHEMAS && !facts.reportsSearchPath()",
                                "name.kind() == PoolKind.SCHEMAS && facts.majorVersion() < 0")
                        .untilPostgres(17)
                        .foundBy("postgres.binding.AlternationTests"),
                Mutant.of("own schemas and shared rows share no pool", "they do")
                        .edit(
                                MODULE,
                                "postgres/Routes.java",
                                "new PoolName(server.name(), PoolKind.SCHEMAS)",
                                "new PoolName(server.name(), PoolKind.ROWS)")
                        .foundBy("postgres.binding.ServerSideTests", "postgres.AdmissionTests"),
                Mutant.of("the operator's transactions are read-only", "they are not")
                        .edit(
                                MODULE,
                                "postgres/Routes.java",
                                "nobody(pools.server(name)).readOnly()",
                                "nobody(pools.server(name))")
                        .foundBy(ADMISSION),
                Mutant.of("an id without a tenant is forgotten again", "never")
                        .edit(
                                MODULE,
                                CACHE,
                                "cache(bounds.unknownExpiry(), bounds.unknownEntries(), ticker)",
                                "cache(Duration.ofDays(9999), bounds.unknownEntries(), ticker)")
                        .foundBy("postgres.directory.CachedTenantDirectoryTests"),
                Mutant.of("ids without a tenant have bounded room", "without bound")
                        .edit(
                                MODULE,
                                CACHE,
                                "cache(bounds.unknownExpiry(), bounds.unknownEntries(), ticker)",
                                "cache(bounds.unknownExpiry(), Long.MAX_VALUE, ticker)")
                        .foundBy("postgres.directory.CachedTenantDirectoryTests"),
                Mutant.of("an older epoch replaces no newer one", "it does")
                        .edit(MODULE, CACHE, "if (present.epoch() > read.epoch()) {", "if (false) {")
                        .foundBy("postgres.directory.CachedTenantDirectoryTests"));
    }
}
