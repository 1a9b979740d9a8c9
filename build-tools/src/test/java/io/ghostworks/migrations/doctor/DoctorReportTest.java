package io.ghostworks.migrations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
    @Test
    void alignsTheTableAndShowsEachFixAsABlock() {
        Finding off = new Finding(
                "rls-disabled",
                Severity.ERROR,
                "table a.b",
                "It is off",
                "All is seen.",
                "",
                "alter table a.b;\nanalyze;");
        Finding shown = new Finding(
                "sequence-shown",
                Severity.WARNING,
                "column a.b.number",
                "A number",
                "It is guessable.",
                "an identity",
                "");

        assertThat(new DoctorReport(List.of(off, shown)).text()).isEqualTo("""
                ERROR    table a.b          rls-disabled
                         It is off. All is seen.
                             alter table a.b;
                             analyze;

                WARNING  column a.b.number  sequence-shown
                         A number. It is guessable.
                         Found: an identity

                1 error, 1 warning
                """);
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(new DoctorReport(List.of()).text()).isEqualTo("No findings.\n");
    }

    @Test
    void putsTheWorstFirstAndThenGoesByObject() {
        Finding late = finding(Severity.WARNING, "table a");
        Finding second = finding(Severity.ERROR, "table c");
        Finding first = finding(Severity.ERROR, "table b");

        assertThat(List.of(late, second, first).stream().sorted()).containsExactly(first, second, late);
    }

    private static Finding finding(Severity severity, String object) {
        return new Finding("rule", severity, object, "", "", "", "");
    }
}
