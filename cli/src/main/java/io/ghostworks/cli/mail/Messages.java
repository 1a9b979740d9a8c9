package io.ghostworks.cli.mail;

import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Letters as messages (RFC 5322): a template, filled in. */
final class Messages {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final Pattern BREAKS = Pattern.compile("[\\p{C}\\p{Z}]+");

    private final InternetAddress from;
    private final Clock clock;

    Messages(InternetAddress from, Clock clock) {
        this.from = from;
        this.clock = clock;
    }

    /** The first line of a template is the subject; the rest, after an empty line, the text. */
    private record Template(String name, Map<String, String> values) {

        static Template of(Letter letter) {
            return switch (letter) {
                case Letter.VerifyEmail verification ->
                    new Template(
                            "verify-email",
                            Map.of(
                                    "token",
                                    verification.token().value(),
                                    "lifetime",
                                    inWords(verification.lifetime())));
                case Letter.ResetPassword reset ->
                    new Template(
                            "reset-password",
                            Map.of("token", reset.token().value(), "lifetime", inWords(reset.lifetime())));
                case Letter.Invitation invitation ->
                    new Template(
                            "invitation",
                            Map.of(
                                    "token",
                                    invitation.token().value(),
                                    "lifetime",
                                    inWords(invitation.lifetime()),
                                    "workspace",
                                    oneLine(invitation.workspace()),
                                    "inviter",
                                    oneLine(invitation.inviter().orElse("Somebody who was a member")),
                                    "role",
                                    invitation.role().text()));
                case Letter.PasswordChanged changed -> new Template("password-changed", Map.of());
            };
        }

        /** In one pass: what a stranger calls a workspace may look like a placeholder. */
        String filled() {
            return PLACEHOLDER
                    .matcher(text())
                    .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
        }

        private String text() {
            try (InputStream in = Objects.requireNonNull(Messages.class.getResourceAsStream(name + ".txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The message, with an id that is the same at every attempt, so that who gets it twice can tell. */
    MimeMessage message(Session session, MailId id, Letter letter) throws MessagingException {
        String text = Template.of(letter).filled();
        int subjectEnd = text.indexOf('\n');
        MimeMessage message = new Named(session, "<" + id + "@" + domain() + ">");
        message.setFrom(from);
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(letter.to().value()));
        message.setSubject(text.substring(0, subjectEnd), StandardCharsets.UTF_8.name());
        message.setText(text.substring(subjectEnd).strip() + "\n", StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834, section 5: nobody's absence is to be answered.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    /** What a stranger wrote fakes no paragraph of ours. */
    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    private static String inWords(Duration lifetime) {
        Duration rounded = lifetime.plusMinutes(30);
        long days = rounded.toDays();
        if (days > 0) {
            return days == 1 ? "a day" : days + " days";
        }
        return rounded.toHours() <= 1 ? "an hour" : rounded.toHours() + " hours";
    }

    /** A message that keeps its id. */
    private static final class Named extends MimeMessage {

        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
