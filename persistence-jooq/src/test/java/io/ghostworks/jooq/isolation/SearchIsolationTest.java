package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.SearchCall;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the search functions, which may read all tenants, show of them to who may not. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIsolationTest {

    private final Battlefield field;

    SearchIsolationTest(TestDatabase database) throws SQLException {
        field = new Battlefield(database);
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @Test
    void explainsAForeignMatchAsItExplainsNone() throws SQLException {
        assertThat(plan("secret"))
                .isEqualTo(plan("nowhere"))
                .contains("Function Scan")
                .doesNotContain("artifacts_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghostworks.like_pattern('x')",
                "ghostworks.search_phrase('x')",
                "ghostworks.search_query('x')",
                "ghostworks.search_key('x', 'x')",
                "ghostworks.search_at_least(1, '{x}')",
                "ghostworks.search_trigrams_within('x')",
                "ghostworks.search_resembling('x', 'x', 0.3)",
                "ghostworks.search_terms(null, null, null, null, null, null, null, null)",
                "ghostworks.artifact_matches(null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.artifacts_near(null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.artifacts_by_time(null, null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.artifacts_by_keys(null, null, null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.artifacts_alike(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.count_by_keys(null, null, null, null, null, null, null, null, null, null, null)",
                "ghostworks.count_by_time(null, null, null, null, null, null, null, null, null)"
            })
    void keepsItsPartsFromTheApplication(String call) {
        assertThat(field.refusal("select " + call)).isEqualTo("42501");
    }

    @Test
    void refusesWithoutATenant() {
        String search = search(Map.of("p_query", "'secret'"));

        assertThat(field.refusal("reset all; " + search)).isEqualTo("42501");
    }

    @Test
    void saysNothingOfForeignRowsInAnError() {
        assertThatThrownBy(() -> run(search(Map.of("p_query", "'secret'", "p_metadata", "'{'"))))
                .hasMessageContaining("invalid input syntax for type json")
                .hasMessageNotContainingAny("secret", field.row.toString());
    }

    private String plan(String word) throws SQLException {
        try (Connection app = field.insideA();
                Statement statement = app.createStatement();
                ResultSet rows =
                        statement.executeQuery("explain (analyze, verbose, timing off, summary off, buffers off)" + " "
                                + search(Map.of("p_query", "'" + word + "'")))) {
            StringJoiner plan = new StringJoiner("\n");
            while (rows.next()) {
                plan.add(rows.getString(1).replace(word, "…"));
            }
            return plan.toString();
        }
    }

    private static String search(Map<String, String> arguments) {
        return "select * from " + SearchCall.page(arguments, 100);
    }

    private void run(String sql) throws SQLException {
        try (Connection app = field.insideA();
                Statement statement = app.createStatement()) {
            statement.execute(sql);
        }
    }
}
