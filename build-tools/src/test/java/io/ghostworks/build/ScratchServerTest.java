package io.ghostworks.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchServerTest {
    @Test
    void prefersTheServerOfDatabaseUrl() {
        try (ScratchServer server = ScratchServer.open("postgresql://ann@db.example/shop")) {
            assertThat(server.admin()).hasToString("postgresql://ann@db.example:5432/shop");
            assertThat(server.external()).isTrue();
        }
    }

    @Test
    void refusesADatabaseUrlThatItCannotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> ScratchServer.open("shop"));
    }

    @Test
    void findsADockerEngineThatListens() throws IOException {
        try (ServerSocket engine = new ServerSocket(0)) {
            assertThat(DockerEngine.listens("tcp://127.0.0.1:" + engine.getLocalPort()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///nowhere/docker.sock", "tcp://127.0.0.1:1", "npipe:////./pipe/docker", "%"})
    void takesNoAnswerForNoDockerEngine(String host) {
        assertThat(DockerEngine.listens(host)).isFalse();
    }
}
