package io.ghostworks.cli.transfer;

import io.ghostworks.cli.console.FileProblem;
import io.ghostworks.cli.console.PartialFile;
import io.ghostworks.cli.console.Progress;
import io.ghostworks.migrations.command.Exit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports a workspace into a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes every artifact of a workspace as a line (NDJSON), newest first.",
            "A file appears when it is complete, and not before.",
            "Credentials: GHOSTWORKS_TOKEN, or GHOSTWORKS_EMAIL and GHOSTWORKS_PASSWORD; what is not set is asked for on the terminal."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "0:every artifact is written",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE,
            Exit.Line.INTERRUPTED
        })
public final class ExportCommand extends ClientTask {

    private static final int BUFFER = 64 * 1024;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "The file; - or nothing for the standard output.")
    private String file = "-";

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    private final LongAdder lines = new LongAdder();

    /** For picocli. */
    public ExportCommand() {
        this(System.getenv());
    }

    ExportCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void check() {
        Path target = Path.of(file);
        if (file.equals("-")) {
            return;
        }
        if (Files.isDirectory(target)) {
            throw new ClientProblem(Exit.USAGE, file + " is a directory, not a file");
        }
        if (!force && Files.isRegularFile(target)) {
            throw new ClientProblem(Exit.USAGE, file + " exists already; use --force to replace it");
        }
    }

    @Override
    String interrupted() {
        return "interrupted; " + (file.equals("-") ? "the output is not complete" : "nothing was written to " + file);
    }

    @Override
    int run(Remote remote, String workspace) {
        long total = remote.total(workspace);
        try (InputStream in = remote.download(workspace)) {
            if (file.equals("-")) {
                try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                    copy(in, out, total);
                }
            } else {
                try (PartialFile partial = new PartialFile(Path.of(file), force)) {
                    copy(in, partial.out(), total);
                    partial.complete();
                }
            }
        } catch (IOException e) {
            throw new ClientProblem(Exit.UNREACHABLE, "the connection to the server broke off: " + e.getMessage(), e);
        }
        report();
        return Exit.OK.code();
    }

    private void copy(InputStream in, OutputStream out, long total) throws IOException {
        // A bar would run into the lines on the same terminal.
        boolean live = terminal.err() && !(file.equals("-") && terminal.out());
        try (Progress progress = new Progress(err(), live, Progress.Unit.ARTIFACTS, lines::sum, total)) {
            progress.start();
            byte[] buffer = new byte[BUFFER];
            byte last = '\n';
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                write(out, buffer, count);
                countLines(buffer, count);
                last = buffer[count - 1];
            }
            if (last != '\n') {
                throw new IOException("the last line is not complete");
            }
        }
    }

    private void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw FileProblem.unwritable(file.equals("-") ? "the standard output" : file, e);
        }
    }

    private void countLines(byte[] buffer, int count) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                found++;
            }
        }
        lines.add(found);
    }

    /** Where the lines go to the standard output, the report goes to the standard error. */
    private void report() {
        var to = file.equals("-") ? err() : out();
        to.print(
                asJson()
                        ? "{\"exported\":" + lines.sum() + "}\n"
                        : String.format(Locale.ROOT, "exported %,d%n", lines.sum()));
        to.flush();
    }
}
