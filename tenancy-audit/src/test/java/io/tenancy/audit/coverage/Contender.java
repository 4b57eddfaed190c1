package io.tenancy.audit.coverage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** Somebody who keeps a trail, with tables of its own. */
interface Contender extends AutoCloseable {

    String name();

    Cast cast();

    void inTransaction(Consumer<Session> work);

    void inStatelessTransaction(Consumer<StatelessSession> work);

    void outsideOfATransaction(Consumer<StatelessSession> work);

    /** One, kept open, who stands for whatever is not this application. */
    Connection superuser();

    /** What the trail says of rows with these ids, the oldest first. */
    List<Fact> trail(long from, long to) throws SQLException;

    /** Or the operations on them are not for this one. */
    default boolean recordsCollections() {
        return true;
    }

    /** Which executes statements and records them. */
    default boolean hasAHandle() {
        return false;
    }

    /** By that handle. */
    default void execute(Session session, MutationQuery statement) {
        throw new UnsupportedOperationException(name());
    }

    /** Takes them off the trail. */
    void forget(long from, long to) throws SQLException;

    @Override
    void close() throws SQLException;
}
