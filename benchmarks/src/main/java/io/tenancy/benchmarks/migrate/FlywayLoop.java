package io.tenancy.benchmarks.migrate;

import java.util.List;
import org.flywaydb.core.Flyway;

/** Flyway as its manual shows it, for one schema after the other. */
record FlywayLoop(Ground ground) implements Road {

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public void migrate(List<String> schemas) {
        for (String schema : schemas) {
            Flyway.configure()
                    .dataSource(
                            ground.url(), ground.owner().user(), ground.owner().password())
                    .schemas(schema)
                    .locations(Ground.SCRIPTS)
                    .load()
                    .migrate();
        }
    }
}
