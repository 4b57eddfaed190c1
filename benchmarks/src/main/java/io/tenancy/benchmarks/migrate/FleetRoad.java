package io.tenancy.benchmarks.migrate;

import java.util.List;

/** This library, everything included: directory, ledger, survey. */
record FleetRoad(Ground ground, int connections) implements Road {

    @Override
    public String name() {
        return "fleet" + connections;
    }

    @Override
    public void migrate(List<String> schemas) {
        var report = ground.fleet(schemas, connections).run();
        if (!report.isDone()) {
            throw new IllegalStateException(report.text());
        }
    }
}
