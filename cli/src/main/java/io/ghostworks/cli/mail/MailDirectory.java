package io.ghostworks.cli.mail;

import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Post;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves each message as a file (RFC 5322) that only its owner can read in a pick-up directory, from which a mail server takes
 * it; in development the file is the mailbox. A file is there whole or not at all.
 */
public final class MailDirectory implements Post {

    private static final Logger LOG = LoggerFactory.getLogger(MailDirectory.class);

    private static final DateTimeFormatter IN_ORDER =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Messages messages;
    private final Clock clock;

    public MailDirectory(Path directory, InternetAddress from, Clock clock) {
        this.directory = directory;
        this.messages = new Messages(from, clock);
        this.clock = clock;
    }

    @Override
    public Outcome send(MailId id, Letter letter) {
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "letter", ".part");
            try {
                write(part, id, letter);
                Files.move(
                        part,
                        directory.resolve(IN_ORDER.format(clock.instant()) + "-" + id + ".eml"),
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
            return Outcome.TAKEN;
        } catch (IOException e) {
            LOG.warn("A letter waits, as it could not be left in {}: {}", directory, e.toString());
            return Outcome.BLOCKED;
        }
    }

    private void write(Path file, MailId id, Letter letter) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            messages.message(Session.getInstance(new Properties()), id, letter).writeTo(out);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }
}
