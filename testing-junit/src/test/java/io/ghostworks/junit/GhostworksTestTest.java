package io.ghostworks.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.tenancy.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@GhostworksTest(schema = "notes", migrations = "classpath:db/notes")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GhostworksTestTest {

    private static final String NOTES = "select body from notes.notes";

    private static void note(Database database, Scope scope, String table) {
        database.tables()
                .write(
                        scope,
                        dsl -> table.equals("open_notes")
                                ? dsl.query(
                                                "insert into notes.open_notes values ({0}, 'a note')",
                                                org.jooq.impl.DSL.val(
                                                        scope.tenant().value()))
                                        .execute()
                                : dsl.query(
                                                "insert into notes.notes values ({0}, {1}, 'a note')",
                                                org.jooq.impl.DSL.val(
                                                        scope.tenant().value()),
                                                org.jooq.impl.DSL.val(UUID.randomUUID()))
                                        .execute());
    }

    @Test
    void findsThatOneTenantCannotSeeTheNotesOfTheOther(TwoTenants tenants, Database database) {
        note(database, tenants.one(), "notes");

        tenants.assertTenantCannotSee(dsl -> dsl.resultQuery(NOTES).fetch(), tenants.other());
    }

    @Test
    void failsWhenTheStrangerSeesSomething(TwoTenants tenants, Database database) {
        note(database, tenants.one(), "open_notes");

        assertThatThrownBy(() -> tenants.assertTenantCannotSee(
                        dsl -> dsl.resultQuery("select body from notes.open_notes")
                                .fetch(),
                        tenants.other()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ghostworks.isolate");
    }

    @Test
    void failsWhenTheOwnerSeesNothing(TwoTenants tenants) {
        assertThatThrownBy(() -> tenants.assertTenantCannotSee(
                        dsl -> dsl.resultQuery(NOTES).fetch(), tenants.other()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it proves nothing");
    }

    @Test
    void refusesAStrangerWhoIsNoneOfTheTwo(TwoTenants tenants) {
        Scope mixed = new Scope(tenants.one().tenant(), tenants.other().actor());

        assertThatThrownBy(() -> tenants.assertTenantCannotSee(
                        dsl -> dsl.resultQuery(NOTES).fetch(), mixed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Order(1)
    void hasADatabaseOfItsOwnForTheClass(TestDatabase postgres) throws SQLException {
        count(postgres, 0);
    }

    @Test
    void worksAsTheApplication(DataSource application) throws SQLException {
        try (Connection connection = application.getConnection()) {
            assertThat(connection.getMetaData().getUserName()).startsWith("ghostworks_app_");
        }
    }

    @Nested
    class Inside {

        @Test
        void sharesTheDatabaseOfTheClassAround(TestDatabase inner, DataSource application) throws SQLException {
            try (Connection connection = application.getConnection()) {
                assertThat(connection.getCatalog()).isEqualTo(inner.name());
            }
        }
    }

    private static void count(TestDatabase postgres, long tenants) throws SQLException {
        try (Connection admin = postgres.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from ghostworks.tenants")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(tenants);
        }
    }
}
