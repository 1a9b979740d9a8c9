package io.ghostworks.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> WORDS = List.of("status", "upgrade", "downgrade", "new", "--database", "PORT");

    @ParameterizedTest
    @CsvSource({"stauts,status", "Status,status", "upgarde,upgrade", "nwe,new", "--databse,--database", "prot,PORT"})
    void findsWhatWasProbablyMeant(String typed, String meant) {
        assertThat(Nearest.of(typed, WORDS)).contains(meant);
    }

    @Test
    void findsNothingThatIsFarAway() {
        assertThat(Nearest.of("delete", WORDS)).isEmpty();
        assertThat(Nearest.of("", WORDS)).isEmpty();
        assertThat(Nearest.of("s".repeat(1_000_000), WORDS)).isEmpty();
    }
}
