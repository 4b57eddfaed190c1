package io.tenancy.example.publishing.isolation;

import io.tenancy.testkit.probe.ProbeReport;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.SessionFactory;

/** What the probes found, for each stand and placement that somebody asks for. For use by one thread. */
final class Reports implements AutoCloseable {

    private final Map<Stand, Map<String, ProbeReport>> reports = new EnumMap<>(Stand.class);
    private ProbedPublishers walled;
    private ProbedPublishers open;

    ProbeReport of(Stand stand, String placement) throws Exception {
        Map<String, ProbeReport> known = reports.computeIfAbsent(stand, s -> new LinkedHashMap<>());
        if (!known.containsKey(placement)) {
            known.put(placement, probe(stand, placement));
        }
        return known.get(placement);
    }

    /**
     * One way: in the other direction, all is the same but the names. Only Hibernate alone may do better in one of them: it
     * notices two rows under one id, or not, by which of them PostgreSQL returns first.
     */
    private ProbeReport probe(Stand stand, String placement) throws Exception {
        ProbedPublishers publishers = publishers(stand);
        SessionFactory factory = stand == Stand.BOTH || stand == Stand.HIBERNATE_ALONE
                ? publishers.hibernate()
                : publishers.hibernateWithoutWall();
        var matrix = publishers.matrix(factory, placement + "-a", placement + "-b");
        if (stand == Stand.HIBERNATE_ALONE) {
            // What is blocked without any wall needs no look at one.
            matrix.probes(of(Stand.NONE, placement).crossedProbes());
        } else {
            matrix.oneWay();
        }
        return matrix.run();
    }

    private ProbedPublishers publishers(Stand stand) throws Exception {
        if (stand == Stand.BOTH || stand == Stand.POSTGRES_ALONE) {
            if (walled == null) {
                walled = new ProbedPublishers();
            }
            return walled;
        }
        if (open == null) {
            open = new ProbedPublishers();
            open.takeDownPostgresWall();
        }
        return open;
    }

    @Override
    public void close() {
        if (walled != null) {
            walled.close();
        }
        if (open != null) {
            open.close();
        }
    }
}
