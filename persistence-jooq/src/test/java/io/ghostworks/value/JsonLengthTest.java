package io.ghostworks.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Invalid;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The domain measures JSON as PostgreSQL does, to the byte; so what it takes, the database takes. */
@ExtendWith(DatabaseExtension.class)
class JsonLengthTest {

    private static final long SEED = Long.getLong("ghostworks.json.seed", 1);
    private static final int ROUNDS = Integer.getInteger("ghostworks.json.rounds", 3_000);
    private static final String ODD = "\"\\/\b\f\n\r\t\u0001\u001F\u007F\u0085é\u07FF\u0800€\uFFFD😀x ";

    private final TestDatabase database;

    JsonLengthTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void measuresEveryObjectAsPostgresqlDoes() throws SQLException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement ask = connection.prepareStatement("select octet_length((?::jsonb)::text)")) {
            for (int round = 0; round < ROUNDS; round++) {
                JsonObject object = new JsonObject(members(random, 3));
                assertThat(object.storedLength())
                        .as("ghostworks.json.seed=%d, round %d: %s", SEED, round, object)
                        .isEqualTo(answer(ask, object));
            }
        }
    }

    /** The domain may refuse more: what is over 64 KiB before PostgreSQL writes it. It never takes more. */
    @Test
    void takesNoMetadataAndSettingsThatTheDatabaseRefuses() throws SQLException {
        try (Connection connection = database.adminDataSource().getConnection();
                PreparedStatement ask = connection.prepareStatement("select octet_length((?::jsonb)::text)")) {
            for (JsonObject object : List.of(
                    numbers("1e-999", 130),
                    numbers("1e-999", 131),
                    numbers("1e-9", 13_000),
                    numbers("1e-9", 9_000),
                    numbers("-1e999", 131),
                    numbers("7", 32_000),
                    numbers("7", 33_000))) {
                boolean fits = answer(ask, object) <= 128 * 1024;
                boolean isShort = object.toJson().length() <= 64 * 1024;
                assertThat(object.isLongerThan(64 * 1024)).isEqualTo(!fits || !isShort);
            }
        }
    }

    private static JsonObject numbers(String number, int count) {
        return new JsonObject(Map.of("a", Collections.nCopies(count, new BigDecimal(number))));
    }

    private static long answer(PreparedStatement ask, JsonObject object) throws SQLException {
        ask.setString(1, object.toJson());
        try (ResultSet answer = ask.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static Map<String, @Nullable Object> members(SplittableRandom random, int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.put(text(random), value(random, depth));
        }
        return members;
    }

    private static @Nullable Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> text(random);
            case 3, 4 -> number(random);
            case 5 -> random.nextLong();
            case 6 -> members(random, depth - 1);
            default -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    elements.add(value(random, depth - 1));
                }
                yield elements;
            }
        };
    }

    /** Within what a JsonObject takes, also at its limits. */
    private static BigDecimal number(SplittableRandom random) {
        BigDecimal digits = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64));
        for (int attempt = 0; attempt < 100; attempt++) {
            BigDecimal number = digits.scaleByPowerOfTen(random.nextInt(-1_001, 1_001));
            try {
                new JsonObject(Map.of("n", number));
                return number;
            } catch (Invalid outOfRange) {
                // Another exponent then.
            }
        }
        return digits;
    }

    private static String text(SplittableRandom random) {
        int[] odd = ODD.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(odd[random.nextInt(odd.length)]);
        }
        return text.toString();
    }
}
