package planted.postgres;

import org.hibernate.Session;

/** Planted: Hibernate outside its module. */
public class UsesHibernate {
    public Session session;
}
