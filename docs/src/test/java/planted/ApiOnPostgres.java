package planted;

import planted.postgres.Connections;

/** Planted: tenancy-api leans on tenancy-postgres. */
public class ApiOnPostgres {
    public Connections connections;
}
