package planted.postgres;

import com.zaxxer.hikari.HikariDataSource;

/** Planted: HikariCP outside the pools. */
public class UsesHikari {
    public HikariDataSource pool;
}
