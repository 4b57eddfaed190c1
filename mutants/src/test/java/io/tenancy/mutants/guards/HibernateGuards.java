package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** What the session refuses, and what is kept apart in memory. */
final class HibernateGuards {

    private static final String MODULE = "tenancy-hibernate";
    private static final String WRITES = "hibernate/guard/WriteGuard.java";
    private static final String WRITE_TESTS = "hibernate.guard.WriteIsolationTests";
    private static final String READ_TESTS = "hibernate.guard.ReadIsolationTests";
    private static final String SESSION_TESTS = "hibernate.routing.SessionTenantTests";

    private HibernateGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("an insert is of the session's tenant", "it is not looked at")
                        .edit(
                                MODULE,
                                WRITES,
                                "requireOwn(\"Insert\", event, event.getState()[guarded.tenantIndex()], session);",
                                "")
                        .foundBy(WRITE_TESTS),
                Mutant.of("an update is of the session's tenant", "it is not looked at")
                        .edit(MODULE, WRITES, "requireOwn(\"Update\", event, state[index], session);", "")
                        .edit(MODULE, WRITES, "requireOwn(\"Update\", event, before, session);", "")
                        .foundBy(WRITE_TESTS),
                Mutant.of("a delete is of the session's tenant", "it is not looked at")
                        .edit(MODULE, WRITES, "requireOwn(\"Delete\", event, tenant, session);", "")
                        .foundBy(WRITE_TESTS),
                Mutant.of("an upsert is of the session's tenant", "it is not looked at")
                        .edit(MODULE, WRITES, "requireOwn(\"Upsert\", event, event.getState()[index], session);", "")
                        .foundBy(WRITE_TESTS),
                Mutant.of("a delete without state is of the session's tenant", "whatever the entity says")
                        .edit(MODULE, WRITES, "? guarded.tenantOf(event.getEntity())", "? session.identifier()")
                        .foundBy(WRITE_TESTS),
                Mutant.of("the tenant's status lets it write", "it is not asked before a write")
                        .edit(
                                MODULE,
                                WRITES,
                                "TenantAccess.requireWrite(directory.require(session.requireBound(attempted)), attempted);",
                                "session.requireBound(attempted);")
                        .foundBy(WRITE_TESTS),
                Mutant.of("an operator writes nothing", "the guard lets it")
                        .edit(MODULE, WRITES, "            if (session.isOperator()) {", "            if (false) {")
                        .foundBy("hibernate.OperatorViewTests"),
                Mutant.of("a stored entity keeps its tenant", "nobody looks")
                        .edit(
                                MODULE,
                                "hibernate/guard/TenantGuard.java",
                                "listeners.prependListeners(EventType.FLUSH_ENTITY, new ReassignmentGuard(entities, refusals));",
                                "")
                        .foundBy(WRITE_TESTS),
                Mutant.of("no reference to another tenant's entity", "nobody looks")
                        .edit(
                                MODULE,
                                "hibernate/guard/AssociationGuard.java",
                                "if (tenant != null && !tenant.equals(session.identifier())) {",
                                "if (false) {")
                        .foundBy(WRITE_TESTS),
                Mutant.of("no entity of another tenant is loaded", "nobody looks")
                        .edit(
                                MODULE,
                                "hibernate/guard/TenantGuard.java",
                                "listeners.prependListeners(EventType.PRE_LOAD, new LoadGuard(entities, refusals));",
                                "")
                        .foundBy(READ_TESTS),
                Mutant.of("Hibernate's filter stays on", "it may be off")
                        .edit(
                                MODULE,
                                "hibernate/guard/SessionGuard.java",
                                "&& !session.identifier().equals(filteredTenant(source))) {",
                                "&& filteredTenant(source) == this) {")
                        .foundBy(READ_TESTS),
                Mutant.of("a session works only while its tenant is bound", "it goes on")
                        .edit(
                                MODULE,
                                "hibernate/guard/SessionGuard.java",
                                "refusals.announcing(() -> session.requireBound(attempted));",
                                "")
                        .foundBy(SESSION_TESTS),
                Mutant.of("a session is of the bound tenant", "whoever opens it names one")
                        .edit(
                                MODULE,
                                "hibernate/routing/TenantRouting.java",
                                "announcing(() -> admitted.requireBound(OPENING));",
                                "")
                        .foundBy(SESSION_TESTS),
                Mutant.of("without a tenant no session opens", "a default tenant, and nobody asks again")
                        .edit(
                                MODULE,
                                "hibernate/routing/TenantRouting.java",
                                "announcing(() -> TenantContext.require(OPENING)).tenant()",
                                "TenantContext.find().map(TenantContext::tenant).orElse(TenantId.of(\"a\"))")
                        .edit(
                                MODULE,
                                "hibernate/routing/TenantRouting.java",
                                "announcing(() -> admitted.requireBound(OPENING));",
                                "")
                        .foundBy(SESSION_TESTS),
                Mutant.of("an operator's session ends with its view", "the thread stays the operator's")
                        .edit(MODULE, "hibernate/routing/TenantRouting.java", "OPERATOR_OPENING.remove();", "")
                        .foundBy("hibernate.OperatorViewTests"),
                Mutant.of("every entity is a tenant's or declared shared", "one that says neither is shared")
                        .edit(
                                MODULE,
                                "hibernate/mapping/EntityCheck.java",
                                "            problem(entity, whatIsMissing(entity));\n",
                                "")
                        .foundBy("hibernate.mapping.EntityModelTests", "hibernate.HibernateTenancyBuilderTests"),
                Mutant.of("the second-level cache's keys have the tenant", "a keys factory without it is accepted")
                        .edit(
                                MODULE,
                                "hibernate/integration/UnsafeSettings.java",
                                "problem(CACHE_KEYS_FACTORY, \"leaves the tenant out of the cache's keys\", \"'default'\");",
                                "")
                        .foundBy("hibernate.HibernateTenancyBuilderTests"),
                Mutant.of("ids are kept per place of the sequence", "one place for a server")
                        .edit(
                                MODULE,
                                "hibernate/id/SequencePlace.java",
                                "shared ? null : tenant.id()",
                                "shared ? null : null")
                        .foundBy("hibernate.id.PlacedOptimizerTests"),
                Mutant.of("a higher epoch drops the ids of the old sequence", "they are kept")
                        .edit(
                                MODULE,
                                "hibernate/id/PlacedOptimizer.java",
                                "kept != null && kept.epoch() >= epoch",
                                "kept != null")
                        .foundBy("hibernate.id.PlacedOptimizerTests"));
    }
}
