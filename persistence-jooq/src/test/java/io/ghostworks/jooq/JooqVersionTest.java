package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JooqVersionTest {

    @Test
    void takesTheOneOnTheClassPath() {
        assertThatCode(JooqVersion::require).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.21.0", "3.21.9", "3.22.0-SNAPSHOT", "3.100.1", "4.0.0"})
    void takesWhatIsNewEnough(String version) {
        assertThatCode(() -> JooqVersion.require(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.20.11", "3.9.0", "2.99.0", "of long ago"})
    void refusesAnOlderOneByItsVersion(String version) {
        assertThatIllegalStateException()
                .isThrownBy(() -> JooqVersion.require(version))
                .withMessageContaining("jOOQ " + version)
                .withMessageContaining("3.21 or newer");
    }
}
