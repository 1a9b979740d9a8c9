package io.ghostworks.authoring;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder as Git knows it. Reads, and renames. */
final class GitFolder {
    private final Path folder;

    GitFolder(Path folder) {
        this.folder = folder;
    }

    /** The SQL files of the folder in a commit or branch, by name. */
    Map<String, String> files(String revision) {
        Map<String, String> files = new TreeMap<>();
        for (String name : git("ls-tree", "--name-only", revision, "./").lines().toList()) {
            if (name.endsWith(".sql")) {
                files.put(name, git("show", revision + ":./" + name));
            }
        }
        return files;
    }

    boolean tracked(Path file) {
        return run("ls-files", "--error-unmatch", String.valueOf(file.getFileName()))
                        .exitCode()
                == 0;
    }

    /** Renames a file, in the index too where it is tracked. */
    void move(Path from, Path to) throws IOException {
        if (tracked(from)) {
            git("mv", String.valueOf(from.getFileName()), String.valueOf(to.getFileName()));
        } else {
            java.nio.file.Files.move(from, to);
        }
    }

    private String git(String... arguments) {
        Output output = run(arguments);
        if (output.exitCode() != 0) {
            throw new DatabaseProblem(Kind.CONFIGURATION, "git " + arguments[0] + ": " + output.text());
        }
        return output.text();
    }

    private Output run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            return new Output(-1, "cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseProblem("interrupted while waiting for git", e);
        }
    }

    private record Output(int exitCode, String text) {}
}
