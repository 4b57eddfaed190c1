package io.tenancy.example.cookbook.recipe;

import io.tenancy.Actor;
import io.tenancy.audit.Recorded;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.audit.seal.Sealer;
import io.tenancy.audit.seal.Verification;
import io.tenancy.audit.seal.Verifier;
import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.pool.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;

/** Who changed what: recorded with the change, read back as history and difference, sealed and verified. */
public final class AuditTrail {

    @Entity(name = "Contract")
    @Recorded
    static class Contract extends Owned {

        @Id
        Long id;

        String partner;

        int price;

        protected Contract() {}

        Contract(long id, String partner, int price) {
            this.id = id;
            this.partner = partner;
            this.price = price;
        }
    }

    public static void main(String... args) throws Exception {
        Kitchen.cook(AuditTrail::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        var place = kitchen.place();
        place.shareRows(
                List.of(Contract.class),
                AuditLog.script() + AuditLog.sealScript(),
                "select tenancy_audit_log(), tenancy_audit_seal()");
        HibernateTenancy tenancy = kitchen.serve(place, builder -> {}, Contract.class);

        TenantContext acme = TenantContext.of("acme").withCorrelationId("request-9");
        acme.withActor(Actor.user("ann"))
                .run(() -> tenancy.inTransaction(session -> session.persist(new Contract(1, "Globex", 100))));
        acme.withActor(Actor.user("bob").withReason("ticket 4711"))
                .run(() -> tenancy.inTransaction(session -> session.find(Contract.class, 1L).price = 90));
        acme.run(() -> {
            try {
                tenancy.inTransaction(session -> session.find(Contract.class, 1L).price = 1);
            } catch (ActorMissingException e) {
                kitchen.say("nobody changes nothing: %s", e.getClass().getSimpleName());
            }
            tenancy.inTransaction(session -> {
                for (AuditEvent event :
                        History.in(session).of(Contract.class, 1L).events()) {
                    event.changes()
                            .forEach((attribute, change) -> kitchen.say(
                                    "%s %s: %s was %s, is %s",
                                    event.actor().name(), event.kind(), attribute, change.before(), change.after()));
                }
            });
        });
        TenantContext.of("globex")
                .run(() -> tenancy.inTransaction(session -> kitchen.say(
                        "globex reads %d events",
                        History.in(session).ofTenant().events().size())));

        LogPlace log = log(place.main());
        Sealer.of(log).seal(); // give it a sink where nobody who can write to the database can
        kitchen.say("intact: %s", Verifier.of(log).verify("acme").isIntact());
        place.main()
                .executeAsSuperuser(
                        "set session_replication_role = replica;" // past every trigger and right
                                + " update app.audit_event set after = '{\"price\": 9}' where kind = 'UPDATE'");
        Verification found = Verifier.of(log).verify("acme");
        kitchen.say(
                "after somebody with all rights: %s",
                found.findFlaw().orElseThrow().kind());
    }

    private static LogPlace log(TestDatabase database) {
        var owner = Login.of(database.owner().user(), database.owner().password());
        return LogPlace.of(ControlDatabase.of(database.jdbcUrl(), owner).dataSource(), "app");
    }
}
