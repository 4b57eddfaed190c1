package planted.testkit;

import planted.postgres.Connections;

/** Planted: the test kit leans on more than tenancy-api. */
public class TestkitOnPostgres {
    public Connections connections;
}
