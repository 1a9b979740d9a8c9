package io.ghostworks.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Email;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Invalid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The domain and the database refuse the same texts. */
@ExtendWith(DatabaseExtension.class)
class TextRulesTest {

    private static final long SEED = Long.getLong("ghostworks.text.seed", 1);
    private static final int ROUNDS = 5_000;
    /** What an address is made of, and what it must not have. */
    private static final String PARTS = "aZ09.!+-_~'@@@. \u212A\u00E9";

    private final TestDatabase database;

    TextRulesTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void seeNothingInTheSameCharacters() throws SQLException {
        Set<Integer> unseen = new HashSet<>();
        try (Connection connection = database.adminDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select n from generate_series(1, 1114111) n"
                        + " where n not between 55296 and 57343 and not ghostworks.is_visible(chr(n))")) {
            while (found.next()) {
                unseen.add(found.getInt(1));
            }
        }
        assertThat(unseen)
                .isEqualTo(IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .filter(c -> Text.isInvisible(Character.toString(c)))
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    @Test
    void takeTheSameTextsForAnEmail() throws SQLException {
        SplittableRandom random = new SplittableRandom(SEED);
        int addresses = 0;
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement ask = connection.prepareStatement(
                        "select " + emailRule(connection) + " from (values (?)) u(email)")) {
            for (int round = 0; round < ROUNDS; round++) {
                String text = text(random);
                boolean isEmail = isEmail(text);
                addresses += isEmail ? 1 : 0;
                assertThat(answer(ask, text))
                        .as("ghostworks.text.seed=%d, round %d: %s", SEED, round, text)
                        .isEqualTo(isEmail && text.equals(text.toLowerCase(Locale.ROOT)));
            }
        }
        assertThat(addresses).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
    }

    private static String emailRule(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rule = statement.executeQuery("select pg_get_expr(conbin, conrelid) from pg_constraint"
                        + " where conname = 'users_email_form'")) {
            rule.next();
            return rule.getString(1);
        }
    }

    private static boolean answer(PreparedStatement ask, String text) throws SQLException {
        ask.setString(1, text);
        try (ResultSet answer = ask.executeQuery()) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Short ones of odd characters, and long ones about the limits of a part, a label and the whole. */
    private static String text(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            return "a".repeat(random.nextInt(62, 67)) + "@"
                    + ("b".repeat(random.nextInt(60, 65)) + ".").repeat(random.nextInt(1, 4))
                    + "c".repeat(random.nextInt(0, 3));
        }
        StringBuilder text = new StringBuilder("a@");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.insert(random.nextInt(text.length() + 1), PARTS.charAt(random.nextInt(PARTS.length())));
        }
        return text.append("b").toString();
    }

    private static boolean isEmail(String text) {
        try {
            return !new Email(text).value().isEmpty();
        } catch (Invalid invalid) {
            return false;
        }
    }
}
