package io.tenancy.example.publishing.wire;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Tag;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.CallableStatement;
import java.sql.Statement;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.postgresql.PGConnection;

/** What one transaction does, and how many trips more than without tenancy it may take. */
enum Work {
    NOTHING("no statement", 0, (session, seed) -> {}),
    FIND("`find`", 0, (session, seed) -> session.find(Author.class, seed.author())),
    QUERY("HQL query", 0, (session, seed) -> session.createSelectionQuery("from Tag", Tag.class)
            .getResultList()),
    QUERY_FETCH_SIZE(
            "HQL query with fetch size 10", 0, (session, seed) -> session.createSelectionQuery("from Tag", Tag.class)
                    .setFetchSize(10)
                    .getResultList()),
    JOIN("HQL query over three tables", 0, (session, seed) -> session.createSelectionQuery(
                    "select c.body, p.title, a.name from Comment c join c.post p join p.author a", Object[].class)
            .getResultList()),
    NATIVE("native query", 0, (session, seed) -> session.createNativeQuery("select count(*) from tag", Long.class)
            .getSingleResult()),
    IDENTITY("`persist`, identity", 0, (session, seed) -> session.persist(new Tag(Seed.fresh()))),
    SEQUENCE("`persist`, sequence", 0, (session, seed) -> session.persist(seed.comment(session))),
    UUID_ID("`persist`, UUID", 0, (session, seed) -> session.persist(Seed.newAuthor())),
    THREE_UUIDS("`persist` of three, UUID", 1, (session, seed) -> {
        for (int i = 0; i < 3; i++) {
            session.persist(Seed.newAuthor());
        }
    }),
    READ_THEN_THREE_UUIDS("`find`, then `persist` of three", 0, (session, seed) -> {
        session.find(Author.class, seed.author());
        for (int i = 0; i < 3; i++) {
            session.persist(Seed.newAuthor());
        }
    }),
    BULK("HQL update", 0, (session, seed) -> session.createMutationQuery("update Tag set name = name")
            .executeUpdate()),
    STATEMENT(
            "JDBC `Statement`",
            1,
            (session, seed) -> session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select count(*) from tag");
                }
            })),
    CALLABLE(
            "JDBC `CallableStatement`",
            1,
            (session, seed) -> session.doWork(connection -> {
                try (CallableStatement statement = connection.prepareCall("{call now()}")) {
                    statement.execute();
                }
            })),
    COPY(
            "COPY TO",
            1,
            (session, seed) -> session.doWork(connection -> {
                try {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy (select name from tag) to stdout", new StringWriter());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })),
    SAVEPOINT(
            "savepoint, then a query",
            0,
            (session, seed) -> session.doWork(connection -> {
                connection.setSavepoint();
                try (var query = connection.prepareStatement("select name from tag");
                        var rows = query.executeQuery()) {
                    rows.next();
                }
            }));

    final String title;
    final int mostExtra;
    final BiConsumer<Session, Seed> work;

    Work(String title, int mostExtra, BiConsumer<Session, Seed> work) {
        this.title = title;
        this.mostExtra = mostExtra;
        this.work = work;
    }
}
