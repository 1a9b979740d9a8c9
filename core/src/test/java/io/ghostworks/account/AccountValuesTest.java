package io.ghostworks.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.error.Invalid;
import io.ghostworks.error.Invalid.Violation;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "A.B+c@Example.ORG", "!#$%&'*+/=?^_`{|}~-.@x-y.z", "1@1"})
    void takesEmailsInLowerCase(String email) {
        assertThat(new Email(email).value()).isEqualTo(email.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@b",
                "a b@c",
                "a@b c",
                "a@b..c",
                "a@-b",
                "a@b-",
                "a@b.",
                "ä@b",
                "a@ä",
                "a@b\n",
                "a\0@b",
                "a@b@c",
                "\u212A@b",
                "a@\u212A",
                "İ@b",
                "<a@b>",
                "a,b@c"
            })
    void refusesEverythingElse(String email) {
        assertThatThrownBy(() -> new Email(email)).isInstanceOf(Invalid.class);
    }

    @Test
    void keepsOfAUserAgentWhatCanBeSeenAndStored() {
        assertThat(UserAgent.of(null)).isEmpty();
        assertThat(UserAgent.of(" \u0000\u202E\uD800\t ")).isEmpty();
        assertThat(UserAgent.of(" curl\u0007/8 ")).contains(new UserAgent("curl/8"));
        assertThat(UserAgent.of("😀".repeat(300))).contains(new UserAgent("😀".repeat(255)));
        assertThat(UserAgent.of("x".repeat(100_000)))
                .map(UserAgent::value)
                .hasValueSatisfying(agent -> assertThat(agent).hasSize(255));
        assertThatThrownBy(() -> new UserAgent("x".repeat(256))).isInstanceOf(Invalid.class);
    }

    @Test
    void limitsTheLengthOfAnEmail() {
        String domain = ("a".repeat(61) + ".").repeat(3);
        assertThat(new Email("x".repeat(64) + "@" + domain + "a").value()).hasSize(252);
        assertThatThrownBy(() -> new Email("x".repeat(65) + "@b")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> new Email("x".repeat(64) + "@" + domain + "abcd"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void takesPasswordsOf8To128Characters() {
        assertThat(new Password("8 chars!").value()).isEqualTo("8 chars!");
        assertThat(new Password("😀".repeat(128)).value()).hasSize(256);
        for (String wrong :
                new String[] {"", "7 chars", "x".repeat(129), "😀".repeat(7), "with\0nul", "\uD800xxxxxxx"}) {
            assertThatThrownBy(() -> new Password(wrong)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void printsNoSecret() {
        RefreshToken token = RefreshToken.random(new Random(1));
        Password password = new Password("tell nobody");
        Registration registration = new Registration(new Email("a@b"), password, Optional.empty(), Optional.empty());

        assertThat(password.toString()).doesNotContain("tell");
        assertThat(registration.toString()).doesNotContain("tell");
        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(new Tokens("access", token, Duration.ZERO).toString()).doesNotContain("access", token.value());
        assertThat(new Credentials(new UserId(new UUID(1, 1)), "the hash", true).toString())
                .doesNotContain("the hash");
        assertThat(token.hash().toString())
                .doesNotContain(HexFormat.of().formatHex(token.hash().bytes()));
    }

    @Test
    void registersWithNamesOrWithout() {
        assertThat(Registration.of("A@B", "password", null, ""))
                .isEqualTo(new Registration(
                        new Email("a@b"), new Password("password"), Optional.empty(), Optional.of("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x..y@example.com", ".x@example.com", "x.@example.com", ".@example.com"})
    void registersNoEmailWithADotThatMailCannotBeSentTo(String email) {
        assertThatThrownBy(() -> Registration.of(email, "password", null, null))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("email: ");
        Email stored = new Email(email);
        Password password = new Password("password");
        assertThatThrownBy(() -> new Registration(stored, password, Optional.empty(), Optional.empty()))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "\u200B"})
    void registersNoBlankNames(String blank) {
        assertThatThrownBy(() -> Registration.of("a@b", "password", blank, blank))
                .isInstanceOf(Invalid.class)
                .hasMessage("first_name: must not be blank; last_name: must not be blank");
    }

    @Test
    void takesAPasswordForTheSameHoweverItWasTyped() {
        assertThat(new Password("p\u00E4ssword")).isEqualTo(new Password("pa\u0308ssword"));
        assertThat(new Password("pass\u00A0w\u3000rd")).isEqualTo(new Password("pass w rd"));
        assertThat(new Password("passw\uFF4Frd")).isNotEqualTo(new Password("password"));
    }

    @Test
    void registersNamesInNormalFormC() {
        assertThat(Registration.of("a@b", "password", "Zoe\u0308", null).firstName())
                .contains("Zo\u00EB");
    }

    @Test
    void tellsEverythingThatIsWrongWithARegistration() {
        String long256 = "x".repeat(256);
        assertThatThrownBy(() -> Registration.of(null, null, long256, long256))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactly("email", "password", "first_name", "last_name"));
        assertThatThrownBy(() -> new Registration(
                        new Email("a@b"), new Password("password"), Optional.of(long256), Optional.empty()))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void makesRefreshTokensOf256RandomBits() {
        Random random = new Random(1);
        RefreshToken one = RefreshToken.random(random);
        RefreshToken other = RefreshToken.random(random);

        assertThat(one.value()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other.value());
        assertThat(one.hash()).isEqualTo(new RefreshToken(one.value()).hash()).isNotEqualTo(other.hash());
        assertThat(one.hash()).hasSameHashCodeAs(new RefreshToken(one.value()).hash());
    }

    @Test
    void hashesRefreshTokensWithSha256() {
        assertThat(HexFormat.of().formatHex(new RefreshToken("abc").hash().bytes()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void givesOnlyCopiesOfAHash() {
        TokenHash hash = new RefreshToken("abc").hash();
        hash.bytes()[0] = 0;

        assertThat(hash).isEqualTo(new RefreshToken("abc").hash());
    }
}
