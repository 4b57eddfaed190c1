package io.tenancy.audit.coverage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

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

    /** Takes them off the trail. */
    void forget(long from, long to) throws SQLException;

    @Override
    void close() throws SQLException;
}
