package io.ghostworks.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Email;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the library writes into the log of a program that embeds it: in a JVM of its own, since jOOQ greets once in each. */
@ExtendWith(DatabaseExtension.class)
class EmbeddersLogTest {

    private final TestDatabase database;

    EmbeddersLogTest(TestDatabase database) {
        this.database = database;
    }

    /** @param older whether the server says that it is of an older version than those that jOOQ was made for */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsNeitherABannerNorATipNorAWarningOfJooqs(boolean older) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                        "-Dslf4j.internal.verbosity=WARN",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.log.org.jooq=info",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        database.app().jdbcUrl(),
                        Objects.requireNonNull(database.app().user()),
                        Objects.requireNonNull(database.app().password()),
                        database.sealKeyText(),
                        String.valueOf(older),
                        Objects.requireNonNull(database.signIn().user()),
                        Objects.requireNonNull(database.signIn().password())))
                .redirectErrorStream(true)
                .start();
        String log = new String(program.getInputStream().readAllBytes(), UTF_8);

        assertThat(program.waitFor()).as(log).isZero();
        // What the pool says shows that this log would show it.
        assertThat(log)
                .contains(older ? "PostgreSQL " : "HikariDataSource", "PostgreSQL ")
                .doesNotContainIgnoringCase("jooq", "tip", "version ");
    }

    /** Opens a database and asks it something. */
    static final class Program {

        private Program() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            SealKey key = SealKey.parse(arguments[3]);
            DatabaseSettings settings = DatabaseSettings.of(arguments[0], arguments[1], arguments[2]);
            if (!Boolean.parseBoolean(arguments[4])) {
                try (Database opened = Database.open(settings, key)) {
                    System.out.println("PostgreSQL " + opened.server().version());
                }
                return;
            }
            DatabaseSettings signIn = DatabaseSettings.of(arguments[0], arguments[5], arguments[6]);
            try (Database opened = Database.over(older(settings), () -> key, older(signIn))) {
                System.out.println("nobody: " + opened.accounts().findCredentials(new Email("a@example.org")));
                System.out.println("PostgreSQL " + opened.server().version());
            }
        }

        private static DataSource older(DatabaseSettings settings) {
            return proxy(
                    DataSource.class,
                    (method, arguments) -> older(
                            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password())));
        }

        private static Connection older(Connection connection) {
            return proxy(Connection.class, (method, arguments) -> {
                Object answer = called(connection, method, arguments);
                return answer instanceof DatabaseMetaData version
                        ? proxy(DatabaseMetaData.class, (asked, more) -> switch (asked.getName()) {
                            case "getDatabaseMajorVersion" -> 9;
                            case "getDatabaseMinorVersion" -> 0;
                            case "getDatabaseProductVersion" -> "9.0";
                            default -> called(version, asked, more);
                        })
                        : answer;
            });
        }

        private interface Calls {

            @Nullable
            Object answer(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
        }

        private static <T> T proxy(Class<T> type, Calls calls) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> calls.answer(method, arguments)));
        }

        private static @Nullable Object called(Object target, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
