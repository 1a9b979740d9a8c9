package io.ghostworks.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What PostgreSQL's log says about a failed start. */
final class ServerLog {
    private ServerLog() {}

    /** The last line that explains something, and where the others are. */
    static String lastComplaint(Path log, Throwable otherwise) {
        String seeLog = " (all of it: " + log + ")";
        try {
            List<String> lines = Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                            .lines()
                            .toList()
                            .reversed()
                    : List.of();
            return lines.stream()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:"))
                    .findFirst()
                    .map(line -> line + seeLog)
                    .orElse(otherwise.getMessage() + seeLog);
        } catch (IOException e) {
            return String.valueOf(otherwise.getMessage());
        }
    }
}
