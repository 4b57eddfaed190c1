package planted.hibernate;

import org.hibernate.Session;

/** Harmless: Hibernate where it belongs. */
public class Sessions {
    public Session session;
}
