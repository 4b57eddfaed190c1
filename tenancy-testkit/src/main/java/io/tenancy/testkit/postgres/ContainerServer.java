package io.tenancy.testkit.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container. Its port on this machine is fixed, so that a restart does not move it. */
final class ContainerServer implements RunningServer {

    private static final int INSIDE = 5432;
    private static final String READY = ".*database system is ready to accept connections.*\\s";

    private final GenericContainer<?> container;
    private final int port;
    private final Login superuser;

    private ContainerServer(GenericContainer<?> container, int port, Login superuser) {
        this.container = container;
        this.port = port;
        this.superuser = superuser;
    }

    static ContainerServer start(int majorVersion, Map<String, String> settings) {
        int port = FreePort.pick();
        var superuser = new Login("postgres", UUID.randomUUID().toString());
        var container = new GenericContainer<>(DockerImageName.parse("postgres:" + majorVersion))
                .withEnv("POSTGRES_PASSWORD", superuser.password())
                .withExposedPorts(INSIDE)
                .withCommand(command(settings))
                // The image starts the server twice, first without network to set itself up.
                .waitingFor(Wait.forLogMessage(READY, 2));
        container.setPortBindings(List.of(port + ":" + INSIDE));
        container.start();
        return new ContainerServer(container, port, superuser);
    }

    private static String[] command(Map<String, String> settings) {
        var command = new ArrayList<>(List.of("postgres"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Login superuser() {
        return superuser;
    }

    @Override
    public void stop() {
        if (container.isRunning()) {
            DockerClientFactory.lazyClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void restart() {
        stop();
        DockerClientFactory.lazyClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Wait.forListeningPort().waitUntilReady(container);
    }

    @Override
    public void close() {
        container.stop();
    }
}
