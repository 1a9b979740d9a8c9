package io.ghostworks.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** The engine understands each of our functions well enough to write a script beside them. */
    @Test
    void areWhereWhatWasAlteredByHandIsRepairedTo() throws SQLException {
        MigrationProject own = MigrationProject.ofCheckout(Path.of(".."));
        try (TestDatabase altered = TestDatabases.shared().create();
                Scratch scratch = Scratch.open(TestDatabases.shared().admin(), own)) {
            try (Connection connection = altered.adminDataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create index by_hand on ghostworks.artifacts (tenant_id, created_by)");
                statement.execute("alter table ghostworks.users alter column is_verified drop default");
            }

            Drift.Report report = new Drift(scratch).compare(altered.admin());

            assertThat(report.differences()).hasSize(2);
            assertThat(report.repair())
                    .hasValueSatisfying(sql -> assertThat(sql)
                            .contains("DROP INDEX ghostworks.by_hand", "ALTER COLUMN is_verified SET DEFAULT false"));
        }
    }
}
