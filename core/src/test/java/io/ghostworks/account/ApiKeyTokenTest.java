package io.ghostworks.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTokenTest {

    private static final ApiKeyId ID = new ApiKeyId(UUID.fromString("01936b1e-7c00-7a31-9d2e-5f0c1a2b3c4d"));

    private final ApiKeyToken token = ApiKeyToken.random(ID, new SecureRandom());

    @Test
    void readsWhatItWrote() {
        ApiKeyToken read = ApiKeyToken.parse(token.value()).orElseThrow();

        assertThat(token.value()).matches("gw_01936b1e7c007a319d2e5f0c1a2b3c4d_[0-9A-Za-z]{49}");
        assertThat(read.id()).isEqualTo(ID);
        assertThat(read.value()).isEqualTo(token.value());
        assertThat(read.hash()).isEqualTo(token.hash()).isEqualTo(TokenHash.of(token.value()));
        assertThat(read.caller()).isEqualTo(new Caller.ApiKey(ID, token.hash()));
        assertThat(token.value()).startsWith(ApiKeyToken.prefix(ID) + "_");
    }

    @Test
    void makesTheSameTextOfTheSameRandomBits() {
        assertThat(ApiKeyToken.random(ID, new Random(7)).value())
                .isEqualTo("gw_01936b1e7c007a319d2e5f0c1a2b3c4d_a0fqq6ChisuMe3Jc7K3HaOtfKKZq8vnBpjxoWOASLsp20LrjZ");
    }

    @Test
    void refusesAKeyOfWhichOneCharacterIsAnother() {
        String right = token.value();
        for (int i = 0; i < right.length(); i++) {
            char other = right.charAt(i) == '1' ? '2' : '1';
            assertThat(ApiKeyToken.parse(right.substring(0, i) + other + right.substring(i + 1)))
                    .as("character " + i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gw_", " %s", "%s ", "%s\n", "%s1", "x%s", "%s%s"})
    void refusesAnythingElse(String form) {
        assertThat(ApiKeyToken.parse(form.replace("%s", token.value()))).isEmpty();
    }

    @Test
    void refusesOtherSpellings() {
        String right = token.value();

        assertThat(ApiKeyToken.parse(right.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(ApiKeyToken.parse(right.substring(0, right.length() - 1))).isEmpty();
        assertThat(ApiKeyToken.parse(right.replaceFirst("01936b1e7c", "01936b1e-7c")))
                .isEmpty();
    }

    @Test
    void neverPrintsTheSecret() {
        assertThat(token.toString()).isEqualTo("gw_01936b1e7c007a319d2e5f0c1a2b3c4d_…");
        assertThat(token.caller().toString()).doesNotContain(token.value().substring(40));
    }
}
