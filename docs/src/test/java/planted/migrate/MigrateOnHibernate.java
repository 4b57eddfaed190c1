package planted.migrate;

import planted.hibernate.Sessions;

/** Breaks the arrows: migrations know nothing of Hibernate. */
class MigrateOnHibernate {
    Sessions sessions;
}
