package io.tenancy.example.saas.trail;

import io.tenancy.Actor;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.trail.Inspection;
import io.tenancy.audit.trail.Trail;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.SessionFactory;
import org.springframework.stereotype.Service;

/** An operator reads trails; each reading is on the trail that was read. */
@Service
public class Reading {

    private static final int ACTORS = 8;

    private final TenantDirectory directory;
    private final Ground ground;
    private final Trail trail;
    private final SessionFactory factory;

    Reading(TenantDirectory directory, Ground ground, Trails trails, EntityManagerFactory factory) {
        this.directory = directory;
        this.ground = ground;
        this.trail = trails.trail();
        this.factory = factory.unwrap(SessionFactory.class);
    }

    /** Who acted last. */
    public List<String> actors(TenantId id) throws SQLException {
        Tenant tenant = directory.require(id);
        LogPlace place = ground.log(tenant);
        String sql = "select actor from " + place.name("audit_event")
                + " where tenant_id = ? group by actor order by max(at) desc limit " + ACTORS;
        return place.inTransaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            try (var query = connection.prepareStatement(sql)) {
                query.setString(1, id.value());
                try (var rows = query.executeQuery()) {
                    var actors = new ArrayList<String>();
                    while (rows.next()) {
                        actors.add(rows.getString(1));
                    }
                    return actors;
                }
            }
        });
    }

    /** What these did, the newest first. */
    public List<AuditEvent> eventsOf(TenantId id, List<String> actors, int most, String operator) throws SQLException {
        var inspection = Inspection.of(factory, trail, Actor.user(operator).withReason("looked at the console"));
        return inspection.read(id, history -> actors.stream()
                .flatMap(actor -> history.pagesOf(most).ofActor(actor).events().stream())
                .sorted(Comparator.comparing(AuditEvent::at)
                        .thenComparing(AuditEvent::seq)
                        .reversed())
                .limit(most)
                .toList());
    }
}
