package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.MigrationStatus.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application has migrations too, on the same class path. */
@ExtendWith(DatabaseExtension.class)
class OwnPlaceTest {
    private static final String DEFAULT_OF_OTHERS = "db/migration";

    @TempDir
    private Path application = Path.of("");

    @Test
    void isNoneWhereFlywayLooksByDefault(TestDatabase database) {
        Flyway defaults =
                Flyway.configure().dataSource(database.adminDataSource()).load();
        assertThat(defaults.info().all()).isEmpty();
        assertThat(defaults.migrate().migrationsExecuted).isZero();
    }

    /** Flyway, Spring Boot, Quarkus; Micronaut; Liquibase; Spring's scripts; what people choose. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                DEFAULT_OF_OTHERS,
                "databasemigrations",
                "db/changelog",
                "schema.sql",
                "data.sql",
                "migration",
                "migrations",
                "sql",
                "schema"
            })
    void isNoDefaultOfOthers(String place) {
        assertThat(Migrator.class.getClassLoader().getResource(place))
                .as("on the class path (of an earlier build? then `mvn clean`)")
                .isNull();
    }

    @Test
    void holdsNoMigrationOfTheApplication(TestDatabase database) throws Exception {
        write("V1__orders.sql", "create table orders (x int);");
        Sql.run(
                database.adminDataSource(),
                "drop schema ghostworks cascade",
                "create schema ghostworks authorization ghostworks_owner");
        onClassPathOfTheApplication(() -> new Migrator(database.admin()).upgrade());
        assertThat(Sql.text(database.adminDataSource(), "select to_regclass('ghostworks.orders')"))
                .isEqualTo("null");
        MigrationStatus status = new Migrator(database.admin()).status();
        assertThat(status.current()).isTrue();
        assertThat(status.migrations()).extracting(Migration::script).doesNotContain("V1__orders.sql");
    }

    @Test
    void goesOnWithAHistoryThatBeganInTheDefaultPlace(TestDatabase database) throws Exception {
        List<Migration> all = new Migrator(database.admin()).status().migrations();
        Sql.run(
                database.adminDataSource(),
                "drop schema ghostworks cascade",
                "create schema ghostworks authorization ghostworks_owner");
        for (Migration earlier : all.subList(0, 2)) {
            write(earlier.script(), text(earlier));
        }
        onClassPathOfTheApplication(
                () -> Flyway.configure(Thread.currentThread().getContextClassLoader())
                        .dataSource(database.adminDataSource())
                        .schemas(Migrator.SCHEMA)
                        .locations("classpath:" + DEFAULT_OF_OTHERS)
                        .load()
                        .migrate());
        assertThat(new Migrator(database.admin()).status().version())
                .contains(Objects.requireNonNull(all.get(1).version()));
        assertThat(new Migrator(database.admin()).upgrade()).isEqualTo(all.size() - 2);
        assertThat(new Migrator(database.admin()).status().current()).isTrue();
    }

    private void onClassPathOfTheApplication(Runnable work) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {application.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void write(String name, String sql) throws IOException {
        Path folder = Files.createDirectories(application.resolve(DEFAULT_OF_OTHERS));
        Files.writeString(folder.resolve(name), sql);
    }

    private static String text(Migration migration) throws IOException {
        String name = "ghostworks/migration/" + migration.script();
        try (InputStream in =
                Objects.requireNonNull(Migrator.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
