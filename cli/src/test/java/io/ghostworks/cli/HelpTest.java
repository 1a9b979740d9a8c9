package io.ghostworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What every command says of itself, and what it says to a command line that it does not understand. */
class HelpTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Stream<CommandLine> commands(CommandLine from) {
        return Stream.concat(
                Stream.of(from), from.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }

    @TestFactory
    Stream<DynamicTest> tellsTheExitCodesOfEveryCommandAsTheTableHasThem() {
        List<CommandLine> all = commands(Main.commandLine(true)).toList();
        assertThat(all).extracting(CommandLine::getCommandName).contains("serve", "doctor", "check", "import");
        return all.stream().map(command -> DynamicTest.dynamicTest(name(command), () -> tellsExitCodes(command)));
    }

    private static void tellsExitCodes(CommandLine command) {
        Map<String, String> told = command.getCommandSpec().usageMessage().exitCodeList();
        List<String> common = Arrays.stream(Exit.values()).map(Exit::meaning).toList();

        assertThat(told).containsKeys("0", "2");
        assertThat(command.getUsageMessage()).contains("Exit codes:", "  0   ".strip());
        told.forEach((code, meaning) -> {
            Exit exit = Exit.of(Integer.parseInt(code)).orElseThrow();
            assertThat(common.contains(meaning) ? meaning : exit.meaning())
                    .as("code " + code + " of " + name(command))
                    .isEqualTo(exit.meaning());
        });
    }

    /** Each with an option that it does not know, as the only one and behind those that it must have. */
    @TestFactory
    Stream<DynamicTest> answersAnUnknownOptionOfEveryCommandAlike() {
        return commands(Main.commandLine(true))
                .map(command -> DynamicTest.dynamicTest(name(command), () -> {
                    StringWriter said = new StringWriter();
                    List<String> typed = new ArrayList<>(List.of(name(command).split(" ")));
                    typed.removeFirst();
                    typed.add("--no-such-option");

                    int code = Main.commandLine(true)
                            .setErr(new PrintWriter(said, true))
                            .execute(typed.toArray(String[]::new));

                    assertThat(code).isEqualTo(Exit.USAGE.code());
                    assertThat(said.toString())
                            .startsWith("ghostworks: ")
                            .endsWith(" See '" + name(command) + " --help'.\n")
                            .containsOnlyOnce("\n");
                }));
    }

    @TestFactory
    Stream<DynamicTest> helpsWithEveryCommand() {
        return commands(Main.commandLine(true))
                .map(command -> DynamicTest.dynamicTest(name(command), () -> {
                    StringWriter said = new StringWriter();
                    List<String> typed = new ArrayList<>(List.of(name(command).split(" ")));
                    typed.removeFirst();
                    typed.add("--help");

                    int code = Main.commandLine(true)
                            .setOut(new PrintWriter(said, true))
                            .execute(typed.toArray(String[]::new));

                    assertThat(code).isZero();
                    assertThat(said.toString()).contains("Usage: " + name(command), "Exit codes:");
                }));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    @Test
    void documentsTheTableOnceForAllCommands() throws IOException {
        String page = Files.readString(docs().resolve("exit-codes.md"));
        List<String> rows = page.lines()
                .dropWhile(line -> !line.startsWith("| code |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Exit.values())
                        .map(exit -> "| " + exit.code() + " | " + exit.meaning() + " |")
                        .toList());
        for (String other : List.of("configuration.md", "errors.md", "migrations.md", "doctor.md")) {
            assertThat(Files.readString(docs().resolve(other)))
                    .as(other)
                    .contains("exit-codes.md")
                    .doesNotContain("| 143", "| code | when");
        }
    }

    private static Path docs() {
        return Path.of(System.getProperty("basedir", "."), "..", "docs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sevre | unknown command sevre; did you mean serve? See 'ghostworks --help'.",
                "vrify | unknown command vrify; did you mean verify? See 'ghostworks --help'.",
                "db stauts | unknown command stauts; did you mean status? See 'ghostworks db --help'.",
                "db chekc --base main | unknown command chekc; did you mean check? See 'ghostworks db --help'.",
                "db nonsense | unknown command nonsense. See 'ghostworks db --help'.",
                "db status --databse=postgresql://u:secret@h/d | unknown option --databse; did you mean --database?"
                        + " See 'ghostworks db status --help'.",
                "db status --jsn --shcema x | unknown option --jsn; did you mean --json?, unknown option --shcema;"
                        + " did you mean --schema?, unexpected argument x. See 'ghostworks db status --help'.",
                "serve --port eighty | --port must be a whole number, and eighty is none. See 'ghostworks serve --help'.",
                "serve --port 1 --port 2 | --port may be given only once. See 'ghostworks serve --help'.",
                "import | --workspace and FILE are missing. See 'ghostworks import --help'.",
                "export --workspace | --workspace needs a value. See 'ghostworks export --help'.",
                "db downgrade --to 1 --steps 2 | --to=VERSION, --steps=N are mutually exclusive (specify only one). See 'ghostworks db downgrade --help'."
            })
    void answersAMistypedCommandInOneLineWithASuggestionAndWhereTheHelpIs(String typed, String answer) {
        assertThat(run(typed.split(" "))).isEqualTo(Exit.USAGE.code());

        assertThat(err).hasToString("ghostworks: " + answer + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void boundsWhatItRepeats() {
        assertThat(run("\u001b[31m" + "x".repeat(100_000))).isEqualTo(Exit.USAGE.code());

        assertThat(err.toString()).hasSizeLessThan(200).doesNotContain("\u001b");
    }

    @Test
    void namesTheCommandsThatThereAreWhereNoneIsGiven() {
        List<String> answers = new ArrayList<>();
        assertThat(run()).isEqualTo(Exit.USAGE.code());
        assertThat(run("db")).isEqualTo(Exit.USAGE.code());
        err.toString().lines().forEach(answers::add);

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).contains("a command is missing", "serve", "import", "db");
        assertThat(answers.get(1)).contains("a command is missing", "status", "doctor", "drift");
    }
}
