package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.doctor.Doctor;
import io.ghostworks.migrations.doctor.DoctorOptions;
import io.ghostworks.migrations.doctor.Finding;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other ways to a table's rows: views of all kinds, foreign tables, publications. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsTest {

    private static final String NO_CONTEXT = "42501";

    private final TestDatabase database;
    private final Battlefield field;

    ViewsTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.field = new Battlefield(database);
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create view spy as select * from ghostworks.artifacts",
                "create temporary view spy as select * from ghostworks.artifacts",
                "create recursive view spy (n) as values (1)",
                "create materialized view spy as select * from ghostworks.artifacts",
                "create table spy as select * from ghostworks.artifacts",
                "create foreign data wrapper spy",
                "create server spy foreign data wrapper postgres_fdw",
                "create publication spy for table ghostworks.artifacts",
                "create publication spy for all tables",
                "create subscription spy connection '' publication spy with (connect = false)"
            })
    void case12AreMadeByNobodyWhoIsInATenant(String statement) {
        // 42704: what the statement needs is not there either.
        assertThat(field.refusal(statement)).isIn("42501", "42704", "3F000");
    }

    /** The policies bind the owner of the tables, so whoever asks through a view of theirs sees the tenant that they are in. */
    @Test
    void case12ShowsATenantsOwnRowsThroughAViewThatReadsWithItsOwnersEyes() throws SQLException {
        field.asAdmin("create view playground.names as select tenant_id, name from ghostworks.artifacts;"
                + " alter view playground.names owner to ghostworks_owner; grant select on playground.names to :app");

        try (var app = field.insideA()) {
            assertThat(field.execute(app, "select count(*) from playground.names"))
                    .isOne();
            assertThat(field.execute(app, "select count(*) from playground.names where tenant_id <> :a"))
                    .isZero();
            app.rollback();
            assertThat(Said.to(app, "select name from playground.names").text()).contains(NO_CONTEXT);
        }
    }

    /** What no policy governs any more is for the doctor to find: rows that were copied out by somebody who may. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "view-not-invoker, create view playground.spy as select * from ghostworks.artifacts;"
                        + " grant select on playground.spy to authenticated_users",
                "materialized-view-readable, create materialized view playground.spy as select * from ghostworks.artifacts;"
                        + " grant select on playground.spy to authenticated_users",
                "published-without-filter, create publication spy for table ghostworks.artifacts"
            })
    void case12AreFoundWhereAnAdministratorMadeThem(String ruleAndStatement) throws SQLException {
        String[] parts = ruleAndStatement.split(", ", 2);
        field.asAdmin("grant usage on schema playground to authenticated_users");
        field.asAdmin(parts[1]);
        try {
            assertThat(new Doctor(database.admin(), DoctorOptions.ghostworks()).examine())
                    .extracting(Finding::rule)
                    .contains(parts[0]);
        } finally {
            field.asAdmin(
                    parts[1].replaceAll("(?s)create ((?:materialized )?view|publication) (\\S+) .*", "drop $1 $2"));
        }
    }
}
