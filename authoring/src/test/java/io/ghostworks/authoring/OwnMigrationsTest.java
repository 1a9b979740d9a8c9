package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabases;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnMigrationsTest {
    @Test
    void passTheCheckAndMakeTheDeclaredSchema() {
        MigrationProject own = MigrationProject.ofCheckout(Path.of(".."));
        try (Scratch scratch = Scratch.open(TestDatabases.shared().admin(), own)) {
            assertThat(new MigrationCheck(scratch).findings(Optional.empty())).isEmpty();
        }
    }
}
