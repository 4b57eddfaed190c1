package planted.postgres.pool;

import com.zaxxer.hikari.HikariDataSource;

/** Harmless: HikariCP where it belongs. */
public class Pools {
    public HikariDataSource pool;
}
