package io.ghostworks.cli.console;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the standard streams are a terminal. Java cannot tell: the launcher says it by the property
 * {@code ghostworks.terminals}, which holds their numbers, and Linux by itself.
 */
public record Terminal(boolean in, boolean out, boolean err, boolean colours) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** Those of this process. */
    public static Terminal of(Map<String, String> environment) {
        boolean err = is(2);
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(is(0), is(1), err, noColour.isEmpty() && !dumb);
    }

    private static boolean is(int descriptor) {
        String known = System.getProperty("ghostworks.terminals");
        if (known != null) {
            return known.contains(Integer.toString(descriptor));
        }
        try {
            String file = Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return false;
        }
    }

    /** Somebody who can be asked. Where the input is a file, the question would be answered by its first line. */
    public Optional<Console> console() {
        return in && out ? Optional.ofNullable(System.console()) : Optional.empty();
    }

    /** In red where colours are, for the output's terminal. */
    public String alarming(String text) {
        return out && colours ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
