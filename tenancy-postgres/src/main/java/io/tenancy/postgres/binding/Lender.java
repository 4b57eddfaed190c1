package io.tenancy.postgres.binding;

import java.sql.Connection;

/** What a bound connection asks of the pool that it was borrowed from. */
public interface Lender {

    /** Its state is unknown: nobody may borrow it again. */
    void evict(Connection pooled);

    /** The server changed under a plan that it keeps; others of the pool may keep the same one. */
    void foundVoidPlan();

    /** A binding rode on a statement. */
    void carriedBinding();

    /** A binding took a round trip of its own. */
    void boundEagerly();

    /** It is the pool's again. */
    void gotBack();
}
