package io.ghostworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.migrations.command.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The benchmarks end as every other command does: docs/exit-codes.md. */
class CommandLineTest {

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }

    static Stream<CommandLine> commands() {
        CommandLine bench = Main.commandLine();
        return Stream.concat(Stream.of(bench), bench.getSubcommands().values().stream());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void tellsTheExitCodesOfEveryBenchmarkAsTheTableHasThem(CommandLine command) {
        Map<String, String> told = command.getCommandSpec().usageMessage().exitCodeList();

        assertThat(told).containsKeys("0", "2", "70");
        told.forEach((code, meaning) ->
                assertThat(Exit.of(Integer.parseInt(code))).map(Exit::meaning).contains(meaning));
        assertThat(command.getUsageMessage()).contains("Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "library", "bulk", "http"})
    void answersAnUnknownOptionInOneLineAndWithTheCodeOfAllCommands(String command) {
        assertThat(run(command, "--rowz", "1000")).isEqualTo(Exit.USAGE.code());

        assertThat(err.toString())
                .startsWith("ghostworks: unknown option --rowz; did you mean --rows?")
                .endsWith(" See 'ghostworks bench " + command + " --help'.\n")
                .containsOnlyOnce("\n");
    }

    @Test
    void suggestsACommand() {
        assertThat(run("serach")).isEqualTo(Exit.USAGE.code());

        assertThat(err)
                .hasToString(
                        "ghostworks: unknown command serach; did you mean search? See 'ghostworks bench --help'.\n");
    }

    @Test
    void namesTheCommandsThatThereAreWhereNoneIsGiven() {
        assertThat(run()).isEqualTo(Exit.USAGE.code());

        assertThat(err.toString())
                .contains("a command is missing: ", "search", "http")
                .containsOnlyOnce("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "library", "bulk", "http"})
    void saysBeforeItMeasuresThatTheFileCannotBeWritten(String command, @TempDir Path directory) {
        Path file = directory.resolve("none/figures.json");

        assertThat(run(command, "--json", file.toString())).isEqualTo(Exit.MACHINE.code());

        assertThat(err).hasToString("ghostworks: cannot write " + file + ": there is no such directory\n");
    }
}
