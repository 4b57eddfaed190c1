package planted.migrate;

import org.flywaydb.core.Flyway;

/** Harmless: Flyway where it belongs. */
public class Engine {
    public Flyway flyway;
}
