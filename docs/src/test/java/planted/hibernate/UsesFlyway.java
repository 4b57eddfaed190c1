package planted.hibernate;

import org.flywaydb.core.Flyway;

/** Brings Flyway into running services. */
class UsesFlyway {
    Flyway flyway;
}
