/**
 * What tests of a tenant-aware service need, on JUnit 5 or 6.
 *
 * <pre>{@code
 * class InvoiceIsolationTests {
 *
 *     static final TestDatabase database = TestServer.shared().createDatabase();
 *
 *     @RegisterExtension
 *     static final LeakCheck leaks = LeakCheck.of(database);
 *
 *     @Test
 *     void invoiceStaysWithItsTenant() throws Exception {
 *         TwoTenants.of("acme", "globex")
 *                 .each((own, other) -> save(new Invoice("for " + own)))
 *                 .eachSeesOnlyItsOwn(own -> "for " + own, () -> notesOfAllInvoices());
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.tenancy.testkit.postgres.TestServer} finds or starts a PostgreSQL; its databases come with the roles
 *       owner, app and operator. Isolation is tested as app: an owner or a superuser may see more than the service.
 *   <li>{@link io.tenancy.testkit.junit.TenancyTest} undoes what each test did, runs it as a tenant, counts its statements
 *       and makes it lose races.
 *   <li>{@link io.tenancy.testkit.TwoTenants} runs an assertion as each of two tenants, so that both halves are shown:
 *       it sees its own, and not the other's.
 *   <li>{@link io.tenancy.testkit.leak.LeakCheck} fails a test that leaves a tenant bound, a session idle in transaction
 *       or something borrowed.
 *   <li>{@link io.tenancy.testkit.probe.ProbeMatrix} tries every way to cross, on all entities that are mapped, and says
 *       what stopped each.
 *   <li>{@link io.tenancy.testkit.wire.Relay} stands between driver and server; it counts round trips, delays and cuts.
 * </ul>
 */
@NullMarked
package io.tenancy.testkit;

import org.jspecify.annotations.NullMarked;
