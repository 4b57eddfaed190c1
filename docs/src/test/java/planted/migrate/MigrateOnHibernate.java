package planted.migrate;

import planted.hibernate.Sessions;

/** Planted: migrations lean on Hibernate. */
public class MigrateOnHibernate {
    public Sessions sessions;
}
