package io.tenancy.directory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.TenantChanged;
import io.tenancy.event.TenancyEvent.TenantRegistered;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DuplicateTenantException;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.UnknownTenantException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every directory with its registry promises; an implementation inherits these tests. Public types only. */
public abstract class TenantRegistryContract<T extends TenantDirectory & TenantRegistry> {

    private static final Placement ROWS = Placement.sharedRows("main");
    private static final Placement SCHEMA = Placement.ownSchema("main", "t_acme");
    private static final Placement DATABASE = Placement.ownDatabase("eu");

    private final List<TenancyEvent> heard = new CopyOnWriteArrayList<>();
    private T tenants;

    /** A new one without tenants, which tells the listener. */
    protected abstract T empty(TenancyListener listener);

    @BeforeEach
    void open() {
        tenants = empty(heard::add);
    }

    @Test
    void findsWhatWasRegistered() {
        var acme = new Tenant(TenantId.of("acme"), TenantStatus.PROVISIONING, SCHEMA, 7, Map.of("plan", "gold"));
        tenants.register(acme);

        assertThat(tenants.find(acme.id())).contains(acme);
        assertThat(tenants.require(acme.id())).isEqualTo(acme);
        assertThat(heard).containsExactly(new TenantRegistered(acme));
    }

    @Test
    void keepsEveryPlacement() {
        List.of(Tenant.active("rows", ROWS), Tenant.active("schema", SCHEMA), Tenant.active("database", DATABASE))
                .forEach(tenants::register);

        assertThat(tenants.require(TenantId.of("rows")).placement()).isEqualTo(ROWS);
        assertThat(tenants.require(TenantId.of("schema")).placement()).isEqualTo(SCHEMA);
        assertThat(tenants.require(TenantId.of("database")).placement()).isEqualTo(DATABASE);
    }

    @Test
    void saysWhichTenantIsUnknown() {
        assertThat(tenants.find(TenantId.of("ghost"))).isEmpty();
        assertThatThrownBy(() -> tenants.require(TenantId.of("ghost")))
                .isInstanceOf(UnknownTenantException.class)
                .hasMessageContaining("'ghost'");
    }

    @Test
    void findsManyAtOnceWithoutTheUnknown() {
        Tenant acme = registered("acme", SCHEMA);
        Tenant globex = registered("globex", ROWS);
        registered("initech", ROWS);

        assertThat(tenants.findAll(List.of(acme.id(), TenantId.of("ghost"), globex.id(), acme.id())))
                .containsOnly(Map.entry(acme.id(), acme), Map.entry(globex.id(), globex));
        assertThat(tenants.findAll(List.of())).isEmpty();
    }

    @Test
    void keepsWhateverAttributesHold() {
        Map<String, String> odd =
                Map.of("", "", "quote \"'\\", "{a,NULL,\"b\"}", "name", "Ünïcode 🙂\n\t", "k,v", "null");
        var acme = new Tenant(TenantId.of("acme"), TenantStatus.ACTIVE, ROWS, 1, odd);
        tenants.register(acme);

        assertThat(tenants.require(acme.id())).isEqualTo(acme);
        assertThat(tenants.changeAttributes(acme, Map.of()).attributes()).isEmpty();
        assertThat(tenants.require(acme.id()).attributes()).isEmpty();
    }

    @Test
    void aChangeOfStatusRaisesTheEpoch() {
        Tenant acme = registered("acme", ROWS);
        Tenant after = tenants.changeStatus(acme, TenantStatus.SUSPENDED);

        assertThat(after).isEqualTo(acme.withStatus(TenantStatus.SUSPENDED));
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(tenants.require(acme.id())).isEqualTo(after);
        assertThat(heard).containsExactly(new TenantChanged(acme, after));
    }

    @Test
    void aChangeOfPlacementRaisesTheEpochAndFreesTheOldPlace() {
        Tenant acme = registered("acme", SCHEMA);
        Tenant after = tenants.changePlacement(acme, ROWS);

        assertThat(after).isEqualTo(acme.withPlacement(ROWS));
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(heard).containsExactly(new TenantChanged(acme, after));
        tenants.register(Tenant.active("heir", SCHEMA));
        assertThat(tenants.require(TenantId.of("heir")).placement()).isEqualTo(SCHEMA);
    }

    @Test
    void theOnlyTenantOfAServerMayHaveItAlone() {
        Tenant after = tenants.changePlacement(registered("acme", Placement.sharedRows("eu")), DATABASE);
        assertThat(after.placement()).isEqualTo(DATABASE);
    }

    @Test
    void aChangeOfAttributesKeepsTheEpoch() {
        Tenant acme = registered("acme", ROWS);
        Tenant after = tenants.changeAttributes(acme, Map.of("plan", "gold"));

        assertThat(after).isEqualTo(acme.withAttributes(Map.of("plan", "gold")));
        assertThat(tenants.require(acme.id())).isEqualTo(after);
        assertThat(heard).containsExactly(new TenantChanged(acme, after));
    }

    @Test
    void aChangeToWhatIsAlreadyChangesNothing() {
        Tenant acme = registered("acme", SCHEMA);

        assertThat(tenants.changeStatus(acme, acme.status())).isEqualTo(acme);
        assertThat(tenants.changePlacement(acme, acme.placement())).isEqualTo(acme);
        assertThat(tenants.changeAttributes(acme, acme.attributes())).isEqualTo(acme);
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesAChangeByOneWhoKnowsAnOldEpoch() {
        Tenant old = registered("acme", ROWS);
        Tenant now = tenants.changeStatus(old, TenantStatus.READ_ONLY);

        for (ThrowingCallable late : List.<ThrowingCallable>of(
                () -> tenants.changeStatus(old, TenantStatus.ACTIVE),
                () -> tenants.changePlacement(old, SCHEMA),
                () -> tenants.changeAttributes(old, Map.of("plan", "gold")))) {
            assertChangesNothing(late, StaleTenantException.class, now);
        }
    }

    @Test
    void refusesAttributesThatWouldOverwriteUnseenOnes() {
        Tenant old = registered("acme", ROWS);
        Tenant now = tenants.changeAttributes(old, Map.of("plan", "gold"));

        assertChangesNothing(
                () -> tenants.changeAttributes(old, Map.of("region", "eu")), StaleTenantException.class, now);
        assertThat(tenants.changeStatus(old, TenantStatus.READ_ONLY).attributes())
                .as("a change of status does not care for attributes, and keeps them")
                .isEqualTo(Map.of("plan", "gold"));
    }

    @Test
    void refusesToChangeAnUnknownTenant() {
        Tenant ghost = Tenant.active("ghost", ROWS);

        assertThatThrownBy(() -> tenants.changeStatus(ghost, TenantStatus.SUSPENDED))
                .isInstanceOf(UnknownTenantException.class);
        assertThat(tenants.find(ghost.id())).isEmpty();
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TenantStatus.class)
    void anErasedTenantNeverComesBack(TenantStatus next) {
        Tenant erased = tenants.changeStatus(registered("acme", SCHEMA), TenantStatus.ERASED);

        assertChangesNothing(() -> tenants.changeStatus(erased, next), TenantErasedException.class, erased);
        assertChangesNothing(() -> tenants.changePlacement(erased, ROWS), TenantErasedException.class, erased);
        assertChangesNothing(
                () -> tenants.changeAttributes(erased, Map.of("plan", "gold")), TenantErasedException.class, erased);
    }

    @Test
    void anErasedTenantKeepsItsIdAndItsPlace() {
        Tenant erased = tenants.changeStatus(registered("acme", SCHEMA), TenantStatus.ERASED);

        assertChangesNothing(
                () -> tenants.register(Tenant.active("acme", ROWS)), DuplicateTenantException.class, erased);
        assertChangesNothing(
                () -> tenants.register(Tenant.active("heir", SCHEMA)), DuplicateTenantException.class, erased);
        assertThat(tenants.find(TenantId.of("heir"))).isEmpty();
    }

    @Test
    void refusesATakenId() {
        Tenant acme = registered("acme", ROWS);
        assertChangesNothing(
                () -> tenants.register(Tenant.active("acme", SCHEMA)), DuplicateTenantException.class, acme);
    }

    @Test
    void twoTenantsMayShareRowsAndHaveSchemasOnOneServer() {
        registered("acme", SCHEMA);
        registered("globex", ROWS);
        registered("initech", ROWS);
        registered("hooli", Placement.ownSchema("main", "t_hooli"));
        registered("umbrella", Placement.ownSchema("eu", "t_acme"));

        assertThat(tenants.list(TenantPageRequest.first(10)).tenants()).hasSize(5);
    }

    @Test
    void refusesASchemaThatAnotherTenantHas() {
        assertClash(SCHEMA, SCHEMA, "schema 't_acme' on server 'main'");
    }

    @Test
    void refusesADatabaseThatAnotherTenantHas() {
        assertClash(DATABASE, DATABASE, "server 'eu'");
    }

    @Test
    void refusesAnOwnDatabaseWhereOthersLive() {
        assertClash(Placement.sharedRows("eu"), DATABASE, "server 'eu'");
    }

    @Test
    void refusesAnOwnDatabaseWhereAnotherHasASchema() {
        assertClash(Placement.ownSchema("eu", "t_acme"), DATABASE, "server 'eu'");
    }

    @Test
    void refusesRowsInAnothersDatabase() {
        assertClash(DATABASE, Placement.sharedRows("eu"), "server 'eu'");
    }

    @Test
    void refusesASchemaInAnothersDatabase() {
        assertClash(DATABASE, Placement.ownSchema("eu", "t_globex"), "server 'eu'");
    }

    @Test
    void listsPageByPageInTheOrderOfIds() {
        List<String> ids = List.of("0", "a", "a-b", "a0", "a_b", "ab", "b");
        List<String> shuffled = List.of("b", "a_b", "0", "ab", "a", "a0", "a-b");
        shuffled.forEach(id -> registered(id, ROWS));

        assertThat(idsByPagesOf(3)).isEqualTo(List.of(ids.subList(0, 3), ids.subList(3, 6), ids.subList(6, 7)));
        assertThat(idsByPagesOf(7)).isEqualTo(List.of(ids));
        assertThat(idsByPagesOf(100)).isEqualTo(List.of(ids));
    }

    @Test
    void listsOneEmptyPageWhereThereIsNoTenant() {
        assertThat(idsByPagesOf(3)).isEqualTo(List.of(List.of()));
    }

    @Test
    void goesOnBehindAnIdThatIsNotThere() {
        registered("a", ROWS);
        registered("c", ROWS);

        var page = tenants.list(new TenantPageRequest(5, TenantId.of("b")));
        assertThat(page.tenants()).extracting(Tenant::id).containsExactly(TenantId.of("c"));
        assertThat(page.next()).isNull();
    }

    @Test
    void onlyOneOfManyWhoDecideAtOnceWins() throws Exception {
        Tenant acme = registered("acme", ROWS);
        long won = countPassedTogether(
                8, i -> tenants.changeStatus(acme, TenantStatus.READ_ONLY), StaleTenantException.class);

        assertThat(won).isOne();
        assertThat(tenants.require(acme.id()).epoch()).isEqualTo(2);
        assertThat(heard).hasSize(1);
    }

    @Test
    void onlyOneOfManyWhoWantAServerAloneAtOnceGetsIt() throws Exception {
        long won = countPassedTogether(8, i -> registered("tenant-" + i, DATABASE), DuplicateTenantException.class);

        assertThat(won).isOne();
        assertThat(tenants.list(TenantPageRequest.first(10)).tenants()).hasSize(1);
    }

    @Test
    void onlyOneOfManyWhoWantASchemaAtOnceGetsIt() throws Exception {
        long won = countPassedTogether(8, i -> registered("tenant-" + i, SCHEMA), DuplicateTenantException.class);

        assertThat(won).isOne();
        assertThat(tenants.list(TenantPageRequest.first(10)).tenants()).hasSize(1);
    }

    private Tenant registered(String id, Placement placement) {
        Tenant tenant = Tenant.active(id, placement);
        tenants.register(tenant);
        heard.remove(new TenantRegistered(tenant));
        return tenant;
    }

    private void assertClash(Placement held, Placement wanted, String what) {
        Tenant acme = registered("acme", held);
        Tenant globex = Tenant.active("globex", wanted);
        Tenant mover = registered("mover", Placement.sharedRows("third"));

        assertThatThrownBy(() -> tenants.register(globex)).isInstanceOfSatisfying(DuplicateTenantException.class, e -> {
            assertThat(e.findTenant()).contains(globex.id());
            assertThat(e.holder()).isEqualTo(acme.id());
            assertThat(e).hasMessageContaining(what);
        });
        assertThat(tenants.find(globex.id())).isEmpty();
        assertChangesNothing(() -> tenants.changePlacement(mover, wanted), DuplicateTenantException.class, mover);
        assertThat(tenants.require(acme.id())).isEqualTo(acme);
    }

    private void assertChangesNothing(ThrowingCallable call, Class<? extends Exception> refusal, Tenant now) {
        heard.clear();
        assertThatThrownBy(call).isInstanceOf(refusal).hasMessageContaining("'" + now.id() + "'");
        assertThat(tenants.require(now.id())).isEqualTo(now);
        assertThat(heard).isEmpty();
    }

    private List<List<String>> idsByPagesOf(int size) {
        var pages = new ArrayList<List<String>>();
        TenantPageRequest request = TenantPageRequest.first(size);
        while (request != null) {
            var page = tenants.list(request);
            pages.add(page.tenants().stream().map(t -> t.id().value()).toList());
            request = page.next();
        }
        return pages;
    }

    private interface Attempt {
        void make(int number);
    }

    /** How many attempts, all begun at once, passed; the others must end in the refusal. */
    private static long countPassedTogether(int count, Attempt attempt, Class<? extends Exception> refusal)
            throws Exception {
        var barrier = new CyclicBarrier(count);
        var pool = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Boolean>> attempts = IntStream.range(0, count)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        barrier.await();
                        try {
                            attempt.make(i);
                            return true;
                        } catch (RuntimeException e) {
                            assertThat(e).isInstanceOf(refusal);
                            return false;
                        }
                    })
                    .toList();
            long passed = 0;
            for (Future<Boolean> each : pool.invokeAll(attempts)) {
                passed += each.get() ? 1 : 0;
            }
            return passed;
        } finally {
            pool.shutdown();
        }
    }
}
