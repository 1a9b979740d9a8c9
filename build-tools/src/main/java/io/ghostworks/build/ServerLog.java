package io.ghostworks.build;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What the programs of one start write to PostgreSQL's log. */
final class ServerLog {
    private static final Pattern COMPLAINT = Pattern.compile("FATAL:|PANIC:|error:");

    private final Path file;
    private final int earlierBytes;

    private ServerLog(Path file, int earlierBytes) {
        this.file = file;
        this.earlierBytes = earlierBytes;
    }

    /** The lines from now on. */
    static ServerLog from(Path file) throws IOException {
        return new ServerLog(file, (int) Files.size(file));
    }

    Redirect redirect() {
        return Redirect.appendTo(file.toFile());
    }

    /** The last line that explains something, and where the others are. */
    String lastComplaint() throws IOException {
        byte[] all = Files.readAllBytes(file);
        String ours = new String(all, earlierBytes, all.length - earlierBytes, StandardCharsets.UTF_8);
        String complaint = ours.lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .reduce((earlier, later) -> later)
                .orElse("no reason given");
        return complaint + " (see " + file + ")";
    }
}
