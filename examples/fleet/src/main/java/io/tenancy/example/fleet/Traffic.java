package io.tenancy.example.fleet;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What goes well, many times a second: letters are written, changed and read, for one tenant after the other. */
final class Traffic implements AutoCloseable {

    private final HibernateTenancy tenancy;
    private final AtomicLong numbers = new AtomicLong();
    private final Clockwork clockwork = new Clockwork();

    private Traffic(HibernateTenancy tenancy) {
        this.tenancy = tenancy;
    }

    static Traffic start(HibernateTenancy tenancy) {
        var traffic = new Traffic(tenancy);
        List<String> tenants = Stream.concat(Ground.BUSY.stream(), Stream.of(Ground.IN_A_SCHEMA))
                .toList();
        for (String tenant : tenants) {
            traffic.clockwork.every(100, () -> as(tenant).run(traffic::write));
            traffic.clockwork.every(40, () -> as(tenant).run(traffic::read));
        }
        return traffic;
    }

    static TenantContext as(String tenant) {
        return TenantContext.of(tenant).withActor(Actor.service("fleet"));
    }

    private void write() {
        long number = numbers.incrementAndGet();
        tenancy.transaction().run(session -> session.persist(new Letter(number, "letter " + number)));
        tenancy.transaction().run(session -> session.find(Letter.class, number).subject += ", revised");
    }

    private void read() {
        tenancy.transaction().readOnly().run(session -> session.createSelectionQuery(
                        "from Letter order by id desc", Letter.class)
                .setMaxResults(10)
                .getResultList());
    }

    @Override
    public void close() {
        clockwork.close();
    }
}
