package io.ghostworks.cli.mail;

import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Post;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands letters to a mail server over SMTP (RFC 5321), one connection each. */
public final class SmtpPost implements Post {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpPost.class);

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final SmtpServer server;
    private final Messages messages;
    private final Session session;

    /** Trusts the certificates that the platform trusts. */
    public SmtpPost(SmtpServer server, InternetAddress from, Clock clock) {
        this(server, from, clock, Optional.empty());
    }

    /** @param trust what else makes connections over TLS */
    SmtpPost(SmtpServer server, InternetAddress from, Clock clock, Optional<SSLSocketFactory> trust) {
        this.server = server;
        this.messages = new Messages(from, clock);
        this.session = Session.getInstance(properties(server, from, trust));
    }

    private static Properties properties(SmtpServer server, InternetAddress from, Optional<SSLSocketFactory> trust) {
        String protocol = protocol(server);
        boolean startTls = server.security() == SmtpServer.Security.STARTTLS;
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put("mail." + protocol + ".from", from.getAddress());
        properties.put(
                "mail." + protocol + ".auth", String.valueOf(server.login().isPresent()));
        properties.put("mail." + protocol + ".starttls.enable", String.valueOf(startTls));
        properties.put("mail." + protocol + ".starttls.required", String.valueOf(startTls));
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.put("mail." + protocol + ".connectiontimeout", millis(CONNECT));
        properties.put("mail." + protocol + ".timeout", millis(IDLE));
        properties.put("mail." + protocol + ".writetimeout", millis(IDLE));
        trust.ifPresent(factory -> properties.put("mail." + protocol + ".ssl.socketFactory", factory));
        return properties;
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }

    private static String protocol(SmtpServer server) {
        return server.security() == SmtpServer.Security.TLS ? "smtps" : "smtp";
    }

    @Override
    public Outcome send(MailId id, Letter letter) {
        try (Transport transport = session.getTransport(protocol(server))) {
            MimeMessage message = messages.message(session, id, letter);
            transport.connect(
                    server.host(),
                    server.port(),
                    server.login().map(SmtpServer.Login::user).orElse(null),
                    server.login().map(SmtpServer.Login::password).orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
            return Outcome.TAKEN;
        } catch (SendFailedException e) {
            return isAboutUs(e) ? blocked(e) : refused(id, e);
        } catch (MessagingException e) {
            return blocked(e);
        }
    }

    private Outcome blocked(MessagingException e) {
        LOG.warn("Letters wait, as the mail server {} cannot be used: {}", server, firstLine(e));
        return Outcome.BLOCKED;
    }

    /**
     * Whether the server refuses whoever sends, before it hears of a letter: without a log-in, or with a sender that it does not take.
     * An operator can mend that, so no letter is lost by it.
     */
    private static boolean isAboutUs(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException e; next = e.getNextException()) {
            if (e instanceof SMTPSenderFailedException
                    || (e instanceof SMTPSendFailedException sent
                            && String.valueOf(sent.getCommand()).startsWith("MAIL"))) {
                return true;
            }
        }
        return false;
    }

    /** What the server says of this message or its address. */
    private Outcome refused(MailId id, SendFailedException failure) {
        int code = code(failure);
        boolean isForGood = code >= 500 && code < 600;
        LOG.warn(
                "The mail server {} answered {} to the letter {}, which {}",
                server,
                code,
                id,
                isForGood ? "is not sent" : "is tried again");
        return isForGood ? Outcome.REFUSED : Outcome.LATER;
    }

    /** The reply code (RFC 5321, section 4.2.1); 0 if there is none. */
    private static int code(MessagingException failure) {
        for (Exception next = failure; next instanceof MessagingException e; next = e.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSendFailedException sent) {
                return sent.getReturnCode();
            }
        }
        return 0;
    }

    /** Without what follows it, which may be a conversation. */
    private static String firstLine(MessagingException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
