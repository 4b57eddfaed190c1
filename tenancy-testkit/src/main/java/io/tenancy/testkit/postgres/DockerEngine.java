package io.tenancy.testkit.postgres;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Is there a Docker engine? A knock at its door first: Testcontainers itself takes long, and loudly, to find none. */
final class DockerEngine {

    private static final int PATIENCE_MILLIS = 1_000;

    private DockerEngine() {}

    static boolean answers() {
        return doors().stream().anyMatch(DockerEngine::isOpen)
                && DockerClientFactory.instance().isDockerAvailable();
    }

    private static List<URI> doors() {
        String configured = TestcontainersConfiguration.getInstance()
                .getEnvVarOrUserProperty("docker.host", System.getenv("DOCKER_HOST"));
        if (configured != null) {
            return List.of(URI.create(configured));
        }
        String home = System.getProperty("user.home");
        String rootless = System.getenv().getOrDefault("XDG_RUNTIME_DIR", home);
        return Stream.of(
                        "/var/run/docker.sock",
                        rootless + "/docker.sock",
                        home + "/.docker/run/docker.sock",
                        home + "/.docker/desktop/docker.sock")
                .map(path -> URI.create("unix://" + path))
                .toList();
    }

    private static boolean isOpen(URI door) {
        try {
            if (Objects.equals(door.getScheme(), "unix")) {
                SocketChannel.open(UnixDomainSocketAddress.of(Path.of(door.getPath())))
                        .close();
                return true;
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(door.getHost(), door.getPort()), PATIENCE_MILLIS);
                return true;
            }
        } catch (IOException | IllegalArgumentException nobodyThere) {
            return false;
        }
    }
}
