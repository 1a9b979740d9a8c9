package io.ghostworks.migrations.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://ann:pw@db.example:6432/shop          | jdbc:postgresql://db.example:6432/shop            | ann   | pw
                    postgres://ann:pw@db.example/shop                 | jdbc:postgresql://db.example:5432/shop            | ann   | pw
                    postgresql+asyncpg://ann:pw@db/shop               | jdbc:postgresql://db:5432/shop                    | ann   | pw
                    jdbc:postgresql://db:5433/shop?user=ann&password=pw | jdbc:postgresql://db:5433/shop                  | ann   | pw
                    jdbc:postgresql:shop                              | jdbc:postgresql://localhost:5432/shop             |       |
                    postgresql://db/shop                              | jdbc:postgresql://db:5432/shop                    |       |
                    postgresql:///shop                                | jdbc:postgresql://localhost:5432/shop             |       |
                    postgresql://ann@db/shop                          | jdbc:postgresql://db:5432/shop                    | ann   |
                    postgresql://ann:@db/shop                         | jdbc:postgresql://db:5432/shop                    | ann   |
                    postgresql://[::1]:5433/shop                      | jdbc:postgresql://[::1]:5433/shop                 |       |
                    postgresql://ann@[2001:db8::1]/shop               | jdbc:postgresql://[2001:db8::1]:5432/shop         | ann   |
                    postgresql://a%40b:p%3A%2F%3f%25%C3%BC@db/my%20shop | jdbc:postgresql://db:5432/my%20shop             | a@b   | p:/?%ü
                    postgresql://ann:p@ss:w/rd@db/shop                | jdbc:postgresql://db:5432/shop                    | ann   | p@ss:w/rd
                    postgresql://ann:a+b@db/shop                      | jdbc:postgresql://db:5432/shop                    | ann   | a+b
                    postgresql://db/shop?sslmode=require&options=-c%20x=1 | jdbc:postgresql://db:5432/shop?sslmode=require&options=-c%20x%3D1 | |
                    postgresql+asyncpg://db/shop?ssl=require          | jdbc:postgresql://db:5432/shop?sslmode=require    |       |
                    postgresql+asyncpg://db/shop?ssl=false            | jdbc:postgresql://db:5432/shop?ssl=false          |       |
                    postgresql://one:1,two:2/shop                     | jdbc:postgresql://one:1,two:2/shop                |       |
                    postgresql:///?host=one,::1&port=6432&dbname=shop | jdbc:postgresql://one:6432,[::1]:6432/shop        |       |
                    postgresql://db/shop?connect_timeout=5&keepalives=1 | jdbc:postgresql://db:5432/shop?connectTimeout=5&tcpKeepAlive=true | |
                    postgresql://db/shop?target_session_attrs=read-write | jdbc:postgresql://db:5432/shop?targetServerType=primary | |
                    postgresql://db/shop?target_session_attrs=prefer-standby | jdbc:postgresql://db:5432/shop?targetServerType=preferSecondary | |
                    postgresql://db/shop?channel_binding=require&gssencmode=disable | jdbc:postgresql://db:5432/shop?channelBinding=require&gssEncMode=disable | |
                    postgresql://db/shop?fallback_application_name=b  | jdbc:postgresql://db:5432/shop?ApplicationName=b  |       |
                    postgresql://db/shop?fallback_application_name=b&application_name=a | jdbc:postgresql://db:5432/shop?ApplicationName=a | |
                    postgresql://db/shop?client_encoding=UTF8&sslcompression=0 | jdbc:postgresql://db:5432/shop           |       |
                    """)
    void readsEverySpelling(String text, String jdbcUrl, @Nullable String user, @Nullable String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "mysql://ann:hunter2@db/shop",
                "postgresql://ann:hunter2@db",
                "postgresql://ann:hunter2@db/",
                "postgresql://ann:hunter2@db:port/shop",
                "postgresql://ann:hunter2@db:70000/shop",
                "postgresql://ann:hunter2@db:-1/shop",
                "postgresql://ann:hunter2%zz@db/shop",
                "postgresql://ann:hunter2%@db/shop",
                "postgresql://ann:hunter2%ff@db/shop",
                "postgresql://ann:hunter2@[::1/shop",
                "postgresql://ann:hunter2?@db/shop",
                "postgresql://db/shop?password=hunter2%z",
                "postgresql://db/shop?hunter2=%z"
            })
    void refusesWhatItCannotReadInOneLineWithoutThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the database URL ")
                .hasMessageNotContainingAny("hunter2", "\n")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sslmod=verify-full           | neither libpq nor pgjdbc knows; did you mean sslmode?
                    SSLMODE=verify-full          | neither libpq nor pgjdbc knows; did you mean sslmode?
                    channel_bindin=require       | neither libpq nor pgjdbc knows; did you mean channel_binding?
                    applicationname=x            | neither libpq nor pgjdbc knows; did you mean ApplicationName?
                    hunter2hunter2=x             | neither libpq nor pgjdbc knows;
                    PGHOST=hunter2               | neither libpq nor pgjdbc knows
                    sslmode=verfy-full           | has a sslmode that is none of disable, allow, prefer, require, verify-ca, verify-full
                    ssl=verfy-full               | has a sslmode that is none of
                    channel_binding=hunter2      | has a channel_binding that is none of disable, prefer, require
                    channelBinding=hunter2       | has a channelBinding that is none of
                    target_session_attrs=master  | has a target_session_attrs that is none of any, prefer-standby, primary, read-only
                    targetServerType=read-write  | has a targetServerType that is none of
                    keepalives=yes               | has a keepalives that is none of 0, 1
                    connect_timeout=hunter2      | has a connect_timeout that is no number of seconds
                    keepalives_idle=30           | the option keepalives_idle, which pgjdbc cannot honour (keepalives=1 takes
                    passfile=hunter2             | the option passfile, which pgjdbc cannot honour
                    client_encoding=LATIN1       | the option client_encoding, which pgjdbc cannot honour (it always is UTF8)
                    sslrootcert=system           | sslrootcert=system, which pgjdbc cannot honour
                    sslcrl=revoked.pem           | the option sslcrl, which pgjdbc cannot honour
                    sslmode=require&sslmode=disable | the option sslmode more than once
                    target_session_attrs=any&targetServerType=primary | the option targetServerType more than once
                    host=/var/run/postgresql     | names a Unix socket, which pgjdbc cannot use: write a host and a port
                    host=@abstract               | names a Unix socket
                    host=a,b,c&port=1,2          | a different number of ports than hosts
                    port=0                       | a port that is not a number from 1 to 65535
                    """)
    void refusesAnOptionThatWouldBeIgnored(String option, String message) {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://ann:hunter2@/shop?" + option))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the database URL ")
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("hunter2", "\n")
                .hasMessageMatching(".{1,250}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://%2Fvar%2Frun%2Fpostgresql/shop", "postgresql://ann@%2fvar%2frun/shop"})
    void saysInOneLineThatAUnixSocketIsNoAddress(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).hasMessageContaining("names a Unix socket");
    }

    @Test
    void takesEveryOptionOfPgjdbc() {
        Set<String> elsewhere = Set.of("PGHOST", "PGPORT", "PGDBNAME", "user", "password", "ssl");
        assertThat(DatabaseUrlOptions.PGJDBC).hasSizeGreaterThan(70);
        DatabaseUrlOptions.PGJDBC.forEach((name, choices) -> {
            String option = "?" + name + "=" + (choices.isEmpty() ? "1" : choices.getFirst());
            if (!elsewhere.contains(name)) {
                assertThat(DatabaseUrl.parse("postgresql://db/shop" + option).jdbcUrl())
                        .endsWith(option);
            }
        });
    }

    @Test
    void isDocumentedOptionByOption() throws IOException {
        String page = Files.readString(Path.of("../docs/configuration.md"));
        assertThat(LibpqOption.ALL).allSatisfy(option -> {
            String row = page.lines()
                    .filter(line -> line.startsWith("| ") && line.contains("`" + option.name() + "`"))
                    .findFirst()
                    .orElse("");
            assertThat(row).as(option.name()).isNotEmpty();
            if (option.jdbc() != null) {
                assertThat(row).contains("| `" + option.jdbc() + "` |");
                option.values().forEach((value, jdbc) -> assertThat(row).contains(value, jdbc));
            } else {
                assertThat(row).contains("| refused |");
            }
        });
    }

    @Test
    void neverShowsAPasswordOrAnOption() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://a$1:hunter2@db/shop?sslpassword=hunter2");
        assertThat(url).hasToString("postgresql://a%241@db:5432/shop");
    }

    @Test
    void movesToAnotherDatabaseAndUserWithTheSameOptions() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:pw@db/shop?sslmode=require")
                .withDatabase("a/b")
                .withUser("bob", null);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/a%2Fb?sslmode=require");
        assertThat(url.database()).isEqualTo("a/b");
        assertThat(url.user()).isEqualTo("bob");
        assertThat(url.password()).isNull();
    }

    @Test
    void writesAnAddressOfItsParts() {
        assertThat(DatabaseUrl.of("::1", 5433, "shop", "ann", "pw"))
                .isEqualTo(DatabaseUrl.parse("postgresql://ann:pw@[::1]:5433/shop"));
    }
}
