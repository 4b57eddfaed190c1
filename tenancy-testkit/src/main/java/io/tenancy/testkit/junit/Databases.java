package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The databases of one template: those on which tests work in turn, and the clones. Safe for use by several threads. */
final class Databases implements AutoCloseable {

    private final DatabaseTemplate template;
    private final List<Worktop> all = new ArrayList<>();
    private final Deque<Worktop> free = new ArrayDeque<>();
    private @Nullable Clones clones;

    Databases(DatabaseTemplate template) {
        this.template = template;
    }

    DatabaseTemplate template() {
        return template;
    }

    /** One that no other test works on. */
    Worktop borrow() throws Exception {
        synchronized (this) {
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        var made = new Worktop(Served.of(filled(), template));
        synchronized (this) {
            all.add(made);
        }
        return made;
    }

    synchronized void giveBack(Worktop worktop) {
        free.push(worktop);
    }

    /** A test left something in it, such as a connection that the pool will miss. */
    void discard(Worktop worktop) throws Exception {
        synchronized (this) {
            all.remove(worktop);
        }
        worktop.close();
    }

    synchronized Clones clones() throws Exception {
        Clones found = clones;
        if (found == null) {
            found = new Clones(filled(), template);
            clones = found;
        }
        return found;
    }

    private TestDatabase filled() throws Exception {
        TestDatabase database = TestServer.shared().createDatabase();
        try {
            template.fill(database);
            return database;
        } catch (Exception | Error e) {
            database.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws Exception {
        var ends = new Ends();
        all.forEach(worktop -> ends.run(worktop::close));
        if (clones != null) {
            ends.run(clones::close);
        }
        ends.throwFirst();
    }
}
