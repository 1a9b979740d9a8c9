package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.Artifacts;
import io.ghostworks.ImportLine;
import io.ghostworks.ImportReport;
import io.ghostworks.TimeAndIds;
import io.ghostworks.account.Caller;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Iterator;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rule that only this database has, so that the domain lets pass what it refuses. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedLinesTest {

    private final TestDatabase database;
    private final Database adapter;
    private final World world;
    private final Artifacts artifacts;

    RefusedLinesTest(TestDatabase database) {
        this.database = database;
        adapter = Database.open(TestPorts.settings(database), TestPorts.key(database));
        world = new World(TestPorts.of(adapter, database));
        artifacts = new Artifacts(adapter.tenancy(), new TimeAndIds(Clock.systemUTC(), new Random(1)));
    }

    @BeforeAll
    void addARule() throws SQLException {
        try (Connection owner = database.adminDataSource().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "alter table ghostworks.artifacts add constraint a_rule_of_this_database check (name <> 'line 700')");
        }
    }

    @AfterAll
    void close() {
        adapter.close();
    }

    @Test
    void importsEveryLineButTheOneThatTheDatabaseRefuses() {
        Room room = world.room();

        ImportReport report = artifacts.importAll(owner(room), room.tenant(), lines());

        assertThat(report.created()).isEqualTo(1_199);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.errors().getFirst().number()).isEqualTo(700);
        assertThat(report.errors().getFirst().code()).isEqualTo("invalid");
        assertThat(room.count(ArtifactFilter.ALL)).isEqualTo(1_199);
    }

    @Test
    void namesTheLineOfAnImportThatIsAllOrNothing() {
        Room room = world.room();

        ImportReport report = artifacts.importAllOrNothing(owner(room), room.tenant(), lines());

        assertThat(report.created()).isZero();
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.errors().getFirst().number()).isEqualTo(700);
        assertThat(room.count(ArtifactFilter.ALL)).isZero();
    }

    private Caller.Session owner(Room room) {
        return world.logIn(room.owner().id());
    }

    private static Iterator<ImportLine> lines() {
        return LongStream.rangeClosed(1, 1_200)
                .<ImportLine>mapToObj(
                        number -> new ImportLine.Good(number, ArtifactContent.of("line " + number, null, null, null)))
                .iterator();
    }
}
