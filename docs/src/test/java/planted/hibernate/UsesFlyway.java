package planted.hibernate;

import org.flywaydb.core.Flyway;

/** Planted: a running service that needs Flyway. */
public class UsesFlyway {
    public Flyway flyway;
}
