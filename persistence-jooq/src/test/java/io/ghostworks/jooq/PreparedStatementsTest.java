package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stays on a connection's server process between two statements: what is good for us, and bad for some poolers. */
@ExtendWith(DatabaseExtension.class)
class PreparedStatementsTest {

    /** More than it takes until the driver prepares a statement on the server. */
    private static final int TIMES = 8;

    private final TestDatabase database;

    PreparedStatementsTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void keepsStatementsPreparedOnTheServer() {
        assertThat(preparedAfterUse(""))
                .anyMatch(text -> text.contains("set_config"))
                .anyMatch(text -> text.startsWith("select") && text.contains("ghostworks.artifacts"))
                .anyMatch(text -> text.startsWith("insert"));
    }

    @Test
    void preparesNothingWhereTheUrlSaysSo() {
        assertThat(preparedAfterUse("?prepareThreshold=0")).isEmpty();
    }

    private List<String> preparedAfterUse(String options) {
        DatabaseSettings settings =
                TestPorts.settings(database, database.app().jdbcUrl() + options).withPool(1, 0, Duration.ofSeconds(10));
        try (Database adapter = Database.open(settings, TestPorts.key(database))) {
            World world = new World(TestPorts.of(adapter, database));
            var owner = world.user();
            Scope scope = new Scope(world.room(owner).tenant(), owner.id());
            for (int time = 0; time < TIMES; time++) {
                use(adapter, scope);
            }
            return adapter.tables()
                    .read(
                            scope,
                            dsl -> dsl.fetch("select statement from pg_prepared_statements")
                                    .map(row -> row.get(0, String.class)));
        }
    }

    private static void use(Database adapter, Scope scope) {
        ArtifactId id = new ArtifactId(UUID.randomUUID());
        ArtifactContent content = ArtifactContent.of("a name", null, List.of("a"), null);
        adapter.tenancy().write(scope, stores -> {
            stores.artifacts().create(Artifact.first(id, content, scope.actor(), World.THEN));
            return id;
        });
        assertThat(adapter.tenancy()
                        .read(scope, stores -> stores.artifacts().get(id))
                        .content())
                .isEqualTo(content);
        assertThat(adapter.tenancy()
                        .read(scope, stores -> stores.artifacts().list(ArtifactFilter.ALL, Optional.empty(), 5))
                        .items())
                .isNotEmpty();
    }
}
