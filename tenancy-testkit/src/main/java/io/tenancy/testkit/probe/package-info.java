/**
 * Every way to cross from one tenant to another, tried on the user's own entities.
 *
 * <p>{@link io.tenancy.testkit.probe.ProbeMatrix} walks the mapping and fires each probe twice in the scope of one tenant,
 * at an own row and at a row of the other tenant; then the tenants change roles. How it judges:
 *
 * <ul>
 *   <li><b>A witness sees.</b> Probes commit what they write. Before and after each, a superuser's connection, of which
 *       the code under test knows nothing, reads the version (place and transaction) of every row in the tenants' schemas.
 *       An update that leaves all values as they are is seen, and so are an insert for the other tenant and a delete by
 *       cascade. A probe may deny it or fail after it: a row that is not the tenant's own and was touched is a crossing.
 *   <li><b>Everything is put back.</b> What a probe changed, own rows too, is copied back before the next, past triggers
 *       and foreign keys, and caches are emptied, so that none finds what another left. Sequences are not put back; nor
 *       are rows in schemas that hold no mapped table.
 *   <li><b>No vacuous pass.</b> {@link io.tenancy.testkit.probe.Outcome.Blocked} means that the same way did lead to an own
 *       row, or that Tenancy closed it on purpose for both. A missing seed, or a failure at no wall, is {@link
 *       io.tenancy.testkit.probe.Outcome.Inconclusive} and fails the test. What cannot be tried, such as a cache that is
 *       off, is {@link io.tenancy.testkit.probe.Outcome.NotApplicable}, with the reason.
 * </ul>
 *
 * <p>A reference to a foreign row counts as a crossing, although only an own row is written; a delete that a foreign key
 * stops counts too, for it had reached the row. Not probed: what the application does outside of Hibernate and its {@code
 * DataSource}, hostile SQL, entities without {@code @TenantId}.
 *
 * <p>Needs Hibernate ORM 7.4, an optional dependency of this module.
 */
@NullMarked
package io.tenancy.testkit.probe;

import org.jspecify.annotations.NullMarked;
