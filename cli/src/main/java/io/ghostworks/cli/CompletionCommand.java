package io.ghostworks.cli;

import io.ghostworks.migrations.command.Exit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A script that lets a shell complete the commands and options, the launcher's own included. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the script that lets a shell complete commands and options.",
            "For this session: source <(./ghostworks completion bash)"
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE})
final class CompletionCommand implements Callable<Integer> {

    private static final Map<String, List<String>> BELOW =
            Map.of("bench", List.of("search", "library", "http", "bulk"));

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.bash;

    /** The shells; zsh reads the script of bash, which loads its bashcompinit. */
    enum Shell {
        bash,
        zsh
    }

    @Override
    public Integer call() {
        CommandLine whole = Main.commandLine(true);
        Main.LAUNCHER.forEach(name -> whole.addSubcommand(name, launchers(name)));
        spec.commandLine().getOut().println("# Completes ghostworks in " + shell + ".");
        spec.commandLine().getOut().println(AutoComplete.bash("ghostworks", whole));
        spec.commandLine().getOut().flush();
        return Exit.OK.code();
    }

    private static CommandLine launchers(String name) {
        CommandLine command = new CommandLine(CommandSpec.create().name(name));
        BELOW.getOrDefault(name, List.of())
                .forEach(below -> command.addSubcommand(
                        below, new CommandLine(CommandSpec.create().name(below))));
        return command;
    }
}
