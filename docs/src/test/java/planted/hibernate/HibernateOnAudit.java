package planted.hibernate;

import planted.audit.Trail;

/** Planted: sessions lean on the audit trail. */
public class HibernateOnAudit {
    public Trail trail;
}
