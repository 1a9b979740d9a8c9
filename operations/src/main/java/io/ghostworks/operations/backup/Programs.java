package io.ghostworks.operations.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs programs to their end.
 *
 * @param user whose name they have, which takes root; empty for the user who runs this
 */
public record Programs(Optional<String> user) {
    private static final int LONGEST_COMPLAINT = 4_000;

    /** How a program ended and what it said. */
    public record Outcome(int exit, String said, String complaints) {}

    /** @throws OperationProblem when it can't be started */
    Outcome run(List<String> command) {
        List<String> whole = new ArrayList<>();
        user.ifPresent(name -> whole.addAll(List.of("runuser", "-u", name, "--")));
        whole.addAll(command);
        try {
            // Files, as a server that a program leaves running would keep a pipe open.
            Path out = Files.createTempFile("ghostworks", ".out");
            Path err = Files.createTempFile("ghostworks", ".err");
            try {
                Process process = new ProcessBuilder(whole)
                        .directory(Path.of("/").toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                int exit = awaitEnd(process);
                String complaints = new String(Files.readAllBytes(err), UTF_8).strip();
                return new Outcome(
                        exit,
                        new String(Files.readAllBytes(out), UTF_8),
                        complaints.substring(Math.max(0, complaints.length() - LONGEST_COMPLAINT)));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, command.getFirst() + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationProblem(Exit.INTERRUPTED, "interrupted while " + command.getFirst() + " runs", e);
        }
    }

    /** A program that works for this one ends with it. */
    private static int awaitEnd(Process process) throws InterruptedException {
        Thread atExit = new Thread(process::destroy, "end-program");
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // What is run at the end is let end by itself.
            return process.waitFor();
        }
        try {
            return process.waitFor();
        } finally {
            forget(atExit);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // It runs already.
        }
    }
}
