package io.ghostworks.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class DatabaseExtensionTest {
    @Nested
    @ExtendWith(DatabaseExtension.class)
    class AskedByATest {
        private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

        @RepeatedTest(2)
        void givesEachTestItsOwn(TestDatabase database) {
            assertThat(SEEN.add(database.name())).isTrue();
        }

        @Test
        void isMigratedAndEmpty(TestDatabase database) throws SQLException {
            assertThat(Sql.text(database.adminDataSource(), "select count(*) from ghostworks.tenants"))
                    .isEqualTo("0");
        }

        @Test
        void connectsTheApplicationAsARoleThatRowLevelSecurityBinds(TestDatabase database) throws SQLException {
            try (Connection connection = database.appDataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                assertThat(Sql.state(() -> statement.executeQuery("select from ghostworks.tenants")))
                        .isEqualTo("42501");
            }
        }

        @Test
        void dropsADatabaseThatIsStillInUse() throws SQLException {
            TestDatabase database = TestDatabases.shared().create();
            try (Connection open = database.adminDataSource().getConnection()) {
                database.close();
                assertThat(open.isValid(1)).isFalse();
            }
            assertThat(Sql.rows(
                            TestDatabases.shared().admin().dataSource(),
                            "select datname from pg_database where datname = '" + database.name() + "'"))
                    .isEmpty();
        }
    }

    @Nested
    @ExtendWith(DatabaseExtension.class)
    class AskedBeforeEach {
        private String before = "";

        @BeforeEach
        void ask(TestDatabase database) {
            before = database.name();
        }

        @Test
        void isTheSameInTheTest(TestDatabase database) {
            assertThat(database.name()).isEqualTo(before);
        }

        @AfterEach
        void isTheSameAfterwards(TestDatabase database) {
            assertThat(database.name()).isEqualTo(before);
        }
    }

    @Nested
    @ExtendWith(DatabaseExtension.class)
    class AskedByTheClass {
        private static String first = "";

        @BeforeAll
        static void ask(TestDatabase database) {
            first = database.name();
        }

        @RepeatedTest(2)
        void isOneForAllTests(TestDatabase database) {
            assertThat(database.name()).isEqualTo(first);
        }

        @AfterAll
        static void isStillThere(TestDatabase database) throws SQLException {
            assertThat(Sql.text(database.adminDataSource(), "select current_database()"))
                    .isEqualTo(first);
        }
    }

    @Nested
    @ExtendWith(DatabaseExtension.class)
    class AskedByTheConstructor {
        private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
        private final TestDatabase own;

        AskedByTheConstructor(TestDatabase own) {
            this.own = own;
        }

        @RepeatedTest(2)
        void isOneForAllTests(TestDatabase database) {
            SEEN.add(database.name());
            assertThat(database).isSameAs(own);
            assertThat(SEEN).hasSize(1);
        }
    }
}
