package io.tenancy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** PgBouncer in transaction mode, with one connection to one database, whoever comes. */
final class PgBouncer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);

    final int port;
    private final Path folder;
    private final Process process;

    private PgBouncer(int port, Path folder, Process process) {
        this.port = port;
        this.folder = folder;
        this.process = process;
    }

    /** Where there is one: Debian has it beside the programs of root. */
    static boolean isInstalled() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer")
                .map(Path::of)
                .anyMatch(Files::isExecutable);
    }

    static PgBouncer before(TestDatabase database) throws IOException {
        Path folder = Files.createTempDirectory("pgbouncer");
        int port = freePort();
        Path settings = Files.writeString(
                folder.resolve("pgbouncer.ini"),
                """
                [databases]
                %1$s = host=%2$s port=%3$d dbname=%1$s user=%4$s password=%5$s pool_size=1
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %6$d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                ignore_startup_parameters = extra_float_digits, search_path
                """
                        .formatted(
                                database.name(),
                                database.server().host(),
                                database.server().port(),
                                database.app().user(),
                                database.app().password(),
                                port));
        var command = new ArrayList<>(List.of("pgbouncer"));
        if (System.getProperty("user.name").equals("root")) { // as which it refuses to run
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var bouncer = new PgBouncer(port, folder, process);
        bouncer.awaitStart();
        return bouncer;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        Files.delete(folder.resolve("pgbouncer.ini"));
        Files.delete(folder.resolve("log"));
        Files.delete(folder);
    }
}
