package io.ghostworks.build;

import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Testcontainers, asked only where a Docker engine listens: its own search takes seconds and prints a page. */
final class DockerEngine {
    private static final String IMAGE = "postgres:18";

    private DockerEngine() {}

    /** A server in a container. */
    record Started(DatabaseUrl admin, Runnable stop) {}

    static boolean answers() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return listens(host);
    }

    static boolean listens(String host) {
        try {
            URI uri = URI.create(host);
            SocketAddress address = "unix".equals(uri.getScheme())
                    ? UnixDomainSocketAddress.of(uri.getPath())
                    : new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort());
            try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                    ? SocketChannel.open(StandardProtocolFamily.UNIX)
                    : SocketChannel.open()) {
                return channel.connect(address);
            }
        } catch (IOException | RuntimeException e) {
            // A malformed DOCKER_HOST, npipe: of Windows, no such socket: the embedded server will do.
            return false;
        }
    }

    /** Empty when the engine can't run the image, for example because it can't pull it. */
    static Optional<Started> startPostgres() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        try {
            container.start();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(DockerEngine.class)
                    .warn("no container with {}: the embedded server instead", IMAGE, e);
            container.close();
            return Optional.empty();
        }
        DatabaseUrl admin =
                DatabaseUrl.parse(container.getJdbcUrl()).withUser(container.getUsername(), container.getPassword());
        return Optional.of(new Started(admin, container::close));
    }
}
