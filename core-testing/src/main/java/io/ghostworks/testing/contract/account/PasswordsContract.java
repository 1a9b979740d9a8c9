package io.ghostworks.testing.contract.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Passwords} must do. */
public interface PasswordsContract {

    Passwords passwords();

    @ParameterizedTest
    @ValueSource(strings = {"password", " spaces and\ttabs ", "'\"\\$%{}:", "пароль 密码 😀 e\u0301"})
    default void matchesThePasswordThatWasHashed(String text) {
        Password password = new Password(text);

        assertThat(passwords().matches(password, passwords().hash(password))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password", "password ", " password", "passwor", "passwordpassword", "пароль 密"})
    default void matchesNoOtherPassword(String text) {
        Password other = new Password(text.length() < 8 ? text + "!" : text);

        assertThat(passwords().matches(other, passwords().hash(new Password("password"))))
                .isFalse();
    }

    @Test
    default void looksAtEveryCharacterOfALongPassword() {
        String hash = passwords().hash(new Password("😀".repeat(127) + "a"));

        assertThat(passwords().matches(new Password("😀".repeat(127) + "a"), hash))
                .isTrue();
        assertThat(passwords().matches(new Password("😀".repeat(127) + "b"), hash))
                .isFalse();
    }

    @Test
    default void makesAnotherHashAtEveryCall() {
        Password password = new Password("password");

        assertThat(passwords().hash(password)).isNotEqualTo(passwords().hash(password));
    }

    @Test
    default void hidesThePasswordInItsHash() {
        assertThat(passwords().hash(new Password("open sesame"))).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "!",
                "password",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2id$v=19$m=65536,t=3,p=4$",
                "$argon2id$v=19$m=x,t=y,p=z$c2FsdA$aGFzaA",
                "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ="
            })
    default void matchesNoHashThatItCannotRead(String hash) {
        assertThat(passwords().matches(new Password("password"), hash)).isFalse();
    }

    @Test
    default void matchesNoHashThatWasCutOrAltered() {
        Password password = new Password("password");
        String hash = passwords().hash(password);

        assertThat(passwords().matches(password, hash.substring(0, hash.length() / 2)))
                .isFalse();
        assertThat(passwords().matches(password, hash.substring(1))).isFalse();
    }

    @Test
    default void takesPasswordsForNothing() {
        assertThatCode(() -> passwords().matchNothing(new Password("password"))).doesNotThrowAnyException();
    }
}
