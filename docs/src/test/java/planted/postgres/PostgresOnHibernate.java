package planted.postgres;

import planted.hibernate.Sessions;

/** Planted: tenancy-postgres leans on tenancy-hibernate. */
public class PostgresOnHibernate {
    public Sessions sessions;
}
