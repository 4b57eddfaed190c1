package io.tenancy.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Scripts in a folder of its own, which the test removes. */
final class ScriptFolder implements AutoCloseable {

    private final Path folder;

    ScriptFolder() {
        try {
            folder = Files.createTempDirectory("scripts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScriptFolder with(String name, String sql) {
        try {
            Files.writeString(folder.resolve(name), sql);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many scripts with a table each. */
    static ScriptFolder ofTables(int number) {
        var scripts = new ScriptFolder();
        for (int i = 1; i <= number; i++) {
            scripts.with("V" + i + "__table_" + i + ".sql", table(i));
        }
        return scripts;
    }

    static String table(int number) {
        return """
                create table item_%1$d (
                  tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
                  id bigint not null,
                  note text,
                  primary key (tenant_id, id));
                create index item_%1$d_note on item_%1$d (note);
                insert into item_%1$d (tenant_id, id, note) values ('any', 1, current_schema());
                """
                .formatted(number);
    }

    String location() {
        return "filesystem:" + folder;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
