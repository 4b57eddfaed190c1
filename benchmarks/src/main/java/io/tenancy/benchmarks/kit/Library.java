package io.tenancy.benchmarks.kit;

import io.tenancy.testkit.junit.DatabaseTemplate;
import io.tenancy.testkit.postgres.TestDatabase;

/** Fifty-one tables, of which every other holds fifty rows. */
public final class Library implements DatabaseTemplate {

    private static final int TABLES = 50;

    /** For JUnit. */
    public Library() {}

    @Override
    public void fill(TestDatabase database) {
        var script = new StringBuilder("create schema app; set search_path = app;"
                + " create table book (id bigint primary key, title text not null);");
        for (int i = 0; i < TABLES; i++) {
            script.append("create table t%d (id int primary key, note text);".formatted(i));
            if (i % 2 == 0) {
                script.append("insert into t%d select i, repeat('x', 100) from generate_series(1, 50) i;".formatted(i));
            }
        }
        script.append("grant usage on schema app to %1$s; grant select, insert on all tables in schema app to %1$s;"
                .formatted(database.app().user()));
        database.execute(database.owner(), script.toString());
    }

    @Override
    public Shelf open(TestDatabase database) {
        return Shelf.open(database);
    }
}
