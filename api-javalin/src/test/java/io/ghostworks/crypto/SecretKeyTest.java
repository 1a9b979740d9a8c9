package io.ghostworks.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyTest {

    @Test
    void derivesTheSameKeyForAPurposeAndAnotherForEachOther() {
        SecretKey secret = SecretKey.random();
        SecretKey same = SecretKey.parse(secret.text() + "\n");

        assertThat(same.derive("a")).hasSize(32).isEqualTo(secret.derive("a"));
        assertThat(secret.derive("b")).isNotEqualTo(secret.derive("a"));
        assertThat(SecretKey.random().derive("a")).isNotEqualTo(secret.derive("a"));
    }

    @Test
    void neverPrintsItself() {
        SecretKey secret = SecretKey.random();

        assertThat(secret.toString()).doesNotContain(secret.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "c2hvcnQ=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
                "not base64 at all, but long enough to be one"
            })
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> SecretKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
