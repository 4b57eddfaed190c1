package planted.migrate;

import org.flywaydb.core.Flyway;

/** Right: Flyway is what migrations run on. */
class Engine {
    Flyway flyway;
}
