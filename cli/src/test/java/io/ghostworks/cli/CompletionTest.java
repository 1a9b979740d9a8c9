package io.ghostworks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that completes, in a real bash. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bash runs what is tested here, and Windows has none")
class CompletionTest {

    @TempDir
    private Path directory = Path.of("");

    private Path script() throws IOException {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine(true).setOut(new PrintWriter(out, true)).execute("completion", "bash"))
                .isZero();
        return Files.writeString(directory.resolve("completion.bash"), out.toString());
    }

    private String bash(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("bash"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Calls the function as bash does; compopt alone insists on being called by a completion that is under way. */
    private List<String> complete(String typed) throws Exception {
        String words = String.join(" ", typed.split(" ", -1)).replaceAll(" $", " ''");
        return bash(
                        "-c",
                        "compopt() { :; }; source '" + script() + "'; COMP_WORDS=(" + words
                                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                + " _complete_ghostworks; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .toList();
    }

    @Test
    void isAScriptThatBashTakes() throws Exception {
        assertThat(bash("-n", script().toString())).isEmpty();
    }

    @Test
    void completesCommandsAndOptionsThoseOfTheLauncherIncluded() throws Exception {
        assertThat(complete("ghostworks ser")).containsExactly("serve");
        assertThat(complete("ghostworks ver")).containsExactly("verify");
        assertThat(complete("ghostworks bench li")).containsExactly("library");
        assertThat(complete("ghostworks db st")).containsExactly("status");
        assertThat(complete("ghostworks db dr")).containsExactly("drift");
        assertThat(complete("ghostworks db status --data")).containsExactly("--database");
        assertThat(complete("ghostworks import --ato")).containsExactly("--atomic");
    }

    @Test
    void knowsEveryCommandOfTheLauncher() throws IOException {
        String launcher = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "ghostworks"));
        String named = Pattern.compile("(?m)^  ([a-z |]+)\\) \"\\$@\" ;;$")
                .matcher(launcher)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(Main.LAUNCHER).contains(named.split(" \\| ")).contains("help");
        assertThat(Main.LAUNCHER).hasSize(named.split(" \\| ").length + 1);
    }
}
