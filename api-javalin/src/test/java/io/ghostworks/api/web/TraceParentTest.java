package io.ghostworks.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String IDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {"00-" + IDS + "-01", "00-" + IDS + "-00", "cc-" + IDS + "-01", "01-" + IDS + "-01-what-may-come"
            })
    void readsThisVersionAndWhatIsKnownOfHigherOnes(String header) {
        assertThat(TraceParent.parse(header))
                .contains(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + IDS,
                "ff-" + IDS + "-01",
                "00-" + IDS + "-01-more",
                "01-" + IDS + "-01more",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-" + IDS + "-01 ",
                " 00-" + IDS + "-01"
            })
    void ignoresWhatIsNotValid(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void ignoresWhatIsMissingOrLonger() {
        assertThat(TraceParent.parse(null)).isEmpty();
        assertThat(TraceParent.parse("01-" + IDS + "-01-" + "x".repeat(1_000))).isEmpty();
    }
}
