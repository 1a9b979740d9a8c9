package io.ghostworks.cli.transfer;

import io.ghostworks.cli.console.Progress;
import io.ghostworks.migrations.command.Exit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Imports a file into a workspace. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Stores every line of a file (NDJSON: name, description, tags, metadata) as an artifact of a workspace.",
            "Credentials: GHOSTWORKS_TOKEN, or GHOSTWORKS_EMAIL and GHOSTWORKS_PASSWORD; what is not set is asked for on the terminal."
        },
        exitCodeListHeading = Exit.HEADING,
        exitCodeList = {
            "0:every line is stored",
            "1:lines are bad; the others are stored, with --atomic none",
            Exit.Line.USAGE,
            Exit.Line.UNREACHABLE,
            Exit.Line.FAILED,
            Exit.Line.DENIED,
            Exit.Line.MACHINE,
            Exit.Line.INTERRUPTED
        })
public final class ImportCommand extends ClientTask {

    @Parameters(paramLabel = "FILE", description = "The file; - for the standard input.")
    private String file = "";

    @Option(names = "--atomic", description = "All or nothing: one bad line, and none is stored.")
    private boolean atomic;

    @Option(
            names = "--exported",
            description = "The file is an export: id, version and whatever else the server decides are ignored.")
    private boolean exported;

    private final LongAdder sent = new LongAdder();
    private volatile @Nullable IOException unreadable;

    /** For picocli. */
    public ImportCommand() {
        this(System.getenv());
    }

    ImportCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    void check() {
        if (file.equals("-")) {
            return;
        }
        if (Files.isDirectory(Path.of(file))) {
            throw new ClientProblem(Exit.USAGE, file + " is a directory, not a file");
        }
        try (InputStream readable = Files.newInputStream(Path.of(file))) {
            readable.available();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    String interrupted() {
        return atomic
                ? "interrupted; nothing is stored, unless the server had the whole file already"
                : "interrupted; what the server had in whole batches of up to 500 is stored";
    }

    @Override
    int run(Remote remote, String workspace) {
        JsonNode report;
        try (InputStream in = open();
                Progress progress =
                        new Progress(err(), terminal.err(), Progress.Unit.BYTES, sent::sum, size() < 0 ? 0 : size())) {
            progress.start();
            report = remote.upload(workspace, atomic, exported, publisher(in));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (ClientProblem problem) {
            throw unreadable != null ? unreadable(unreadable) : told(problem);
        }
        ImportOutcome outcome = new ImportOutcome(report, atomic);
        out().print(asJson() ? outcome.json() : outcome.text(terminal));
        out().flush();
        return outcome.failed() == 0 ? Exit.OK.code() : Exit.FOUND.code();
    }

    private InputStream open() throws IOException {
        InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int count = super.read(buffer, offset, length);
                    sent.add(Math.max(0, count));
                    return count;
                } catch (IOException e) {
                    unreadable = e;
                    throw e;
                }
            }
        };
    }

    private BodyPublisher publisher(InputStream in) {
        BodyPublisher lines = BodyPublishers.ofInputStream(() -> in);
        long size = size();
        return size < 0 ? lines : size == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(lines, size);
    }

    /** The size of a plain file; -1 where it is not known beforehand, as of a pipe. */
    private long size() {
        try {
            return !file.equals("-") && Files.isRegularFile(Path.of(file)) ? Files.size(Path.of(file)) : -1;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Adds what became of the lines that were sent. */
    private ClientProblem told(ClientProblem problem) {
        if (sent.sum() == 0) {
            return problem;
        }
        String fate = atomic
                ? "; nothing is stored, unless it happened at the very end"
                : "; what the server had in whole batches of up to 500 is stored";
        return new ClientProblem(problem.exit(), problem.getMessage() + fate, problem);
    }

    private ClientProblem unreadable(IOException e) {
        String why = switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
        return new ClientProblem(Exit.USAGE, "cannot read " + file + ": " + why, e);
    }
}
