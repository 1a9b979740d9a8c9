package io.ghostworks.cli.server;

import io.ghostworks.account.User;
import io.ghostworks.account.VerificationMail;
import io.ghostworks.cli.configuration.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves each message as a file (RFC 5322) in a pick-up directory, from which a mail server takes it. So nothing waits for
 * a mail server, and in development the file is the mailbox.
 */
final class MailDirectory implements VerificationMail {

    private static final Logger LOG = LoggerFactory.getLogger(MailDirectory.class);

    private final Path directory;
    private final Clock clock;

    MailDirectory(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void send(User user, String token) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        String message = String.join(
                "\r\n",
                "Date: " + date,
                "From: Ghostworks <no-reply@localhost>",
                "To: " + user.email(),
                "Subject: Verify your email address",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "Send this token to POST /api/v1/auth/verify-email within three days:",
                "",
                token,
                "");
        try {
            PrivateFile.create(directory.resolve(user.id() + ".eml"), message);
        } catch (IOException e) {
            LOG.warn("The message to user {} could not be left in {}: {}", user.id(), directory, e.toString());
        }
    }
}
