package io.ghostworks.benchmarks;

import io.ghostworks.benchmarks.bulk.BulkCommand;
import io.ghostworks.benchmarks.http.HttpCommand;
import io.ghostworks.benchmarks.library.LibraryCommand;
import io.ghostworks.benchmarks.search.SearchCommand;
import io.ghostworks.cli.command.Failures;
import io.ghostworks.cli.command.Misuse;
import io.ghostworks.cli.log.LogFormat;
import io.ghostworks.cli.log.Logs;
import io.ghostworks.migrations.command.Exit;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./ghostworks bench}. */
@Command(
        name = "ghostworks bench",
        description = "Measures beside a baseline, interleaved in one run: only the ratios mean something.",
        mixinStandardHelpOptions = true,
        subcommands = {SearchCommand.class, LibraryCommand.class, BulkCommand.class, HttpCommand.class},
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {Exit.Line.OK, Exit.Line.USAGE, Exit.Line.DEFECT})
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Exits as every other command does. */
    public static void main(String[] arguments) {
        Logs.write(LogFormat.LINES);
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** With the program's own way of reporting errors. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(new Misuse(List.of()))
                .setExecutionExceptionHandler(new Failures());
    }
}
