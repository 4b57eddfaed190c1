package io.tenancy.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/** PostgreSQL as a process of this machine, from the binaries on the class path. */
final class EmbeddedServer implements RunningServer {

    private static final int ATTEMPTS = 3;
    private static final Login SUPERUSER = new Login("postgres", "");

    private final Path directory;
    private final Map<String, String> settings;
    private final int port;
    private EmbeddedPostgres process;
    private boolean running = true;

    private EmbeddedServer(Path directory, Map<String, String> settings, int port) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.port = port;
        this.process = launch();
    }

    static EmbeddedServer start(Map<String, String> settings) {
        for (int attempt = 1; ; attempt++) {
            Path directory = nursery().resolve(UUID.randomUUID().toString());
            try {
                return new EmbeddedServer(directory, settings, FreePort.pick());
            } catch (IOException e) {
                delete(directory);
                // The port may have been taken meanwhile; a second failure is no accident.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("PostgreSQL did not start from the binaries on the class path.", e);
                }
            }
        }
    }

    /** A copy that follows this one from now on; this one is stopped while it is copied. */
    synchronized EmbeddedServer startReplica() {
        Path copy = nursery().resolve(UUID.randomUUID().toString());
        stop();
        try {
            copy(directory, copy);
            restart();
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + port + " user=" + SUPERUSER.user() + "'\n",
                    StandardOpenOption.APPEND);
            return new EmbeddedServer(copy, settings, FreePort.pick());
        } catch (IOException e) {
            delete(copy);
            throw new UncheckedIOException("No replica of PostgreSQL on port " + port + " was started.", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Where the library unpacks its binaries. What a killed JVM left there, it stops and removes at some later start. */
    private static Path nursery() {
        Path usual = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
        return Path.of(System.getProperty("ot.epg.working-dir", usual.toString()));
    }

    private EmbeddedPostgres launch() throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectoryCustomizer(EmbeddedServer::askForPasswords);
        settings.forEach((name, value) -> builder.setServerConfig(name, '"' + value + '"'));
        return builder.start();
    }

    /** Without this everybody would get in with any password, and no test could tell a wrong one. */
    private static void askForPasswords(File directory) {
        try {
            Files.writeString(
                    directory.toPath().resolve("pg_hba.conf"),
                    """
                    host all postgres localhost trust
                    host all all localhost scram-sha-256
                    host replication postgres localhost trust
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Login superuser() {
        return SUPERUSER;
    }

    @Override
    public synchronized void stop() {
        if (running) {
            running = false;
            closeProcess();
        }
    }

    @Override
    public synchronized void restart() {
        stop();
        try {
            process = launch();
            running = true;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start again on port " + port + ".", e);
        }
    }

    @Override
    public synchronized void close() {
        stop();
        delete(directory);
    }

    private void closeProcess() {
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
