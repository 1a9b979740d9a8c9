package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "select a from t where b = ? | select a from t where b = ?",
                "select * from t where name = 'O''Brien' and n = 42 | select * from t where name = … and n = …",
                "select 'a', col1 from t2 limit 10.5 | select …, col1 from t2 limit …",
                "select E'it\\'s' , 'secret' | select E…",
                "select $$secret$$ | select …",
                "select 'cut off in the mid | select …"
            })
    void leavesNoLiteralInTheText(String sql, String logged) {
        assertThat(SlowStatement.withoutLiterals(sql)).isEqualTo(logged);
    }

    @ParameterizedTest
    @CsvSource({"990, secret", "1500, secret"})
    void leavesNoneInATextThatIsCut(int blanks, String secret) {
        assertThat(SlowStatement.withoutLiterals(
                        "select " + "a,".repeat(blanks / 2) + " '" + secret + "x".repeat(500) + "'"))
                .doesNotContain(secret);
    }
}
