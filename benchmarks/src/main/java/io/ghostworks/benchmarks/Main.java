package io.ghostworks.benchmarks;

import io.ghostworks.benchmarks.bulk.BulkCommand;
import io.ghostworks.benchmarks.http.HttpCommand;
import io.ghostworks.benchmarks.library.LibraryCommand;
import io.ghostworks.benchmarks.search.SearchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code ./ghostworks bench}. */
@Command(
        name = "bench",
        description = "Measures beside a baseline, interleaved in one run: only the ratios mean something.",
        mixinStandardHelpOptions = true,
        subcommands = {SearchCommand.class, LibraryCommand.class, BulkCommand.class, HttpCommand.class})
public final class Main {

    private Main() {}

    /** Exits with 0, or 2 for what was asked wrongly. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main()).execute(arguments);
    }
}
