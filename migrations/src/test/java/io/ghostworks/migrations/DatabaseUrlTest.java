package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                    postgresql://one:1,two:2/shop                     | jdbc:postgresql://one:1,two:2/shop                |       |
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
