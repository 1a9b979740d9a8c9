package io.ghostworks.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.cli.mail.SmtpServer.Login;
import io.ghostworks.cli.mail.SmtpServer.Security;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Post.Outcome;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against a real SMTP server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpPostTest {

    private static final MailId ID = new MailId(UUID.randomUUID());
    private static final Optional<Login> RIGHT = Optional.of(new Login("me", "right"));
    private static final Letter LETTER =
            new Letter.ResetPassword(new Email("ada@example.com"), new OneTimeToken("the-token"), Duration.ofHours(1));

    private Path keys = Path.of("");
    private Optional<SSLSocketFactory> trust = Optional.empty();

    @BeforeAll
    void makeKeys(@TempDir Path directory) throws Exception {
        keys = MailServer.keys(directory);
        trust = Optional.of(MailServer.trusting(keys));
    }

    @Test
    void handsALetterOverAfterTlsAndAPassword() throws IOException {
        try (MailServer server = MailServer.strict(keys)) {
            Outcome outcome = send(new SmtpServer("localhost", server.port(), Security.STARTTLS, RIGHT), trust);

            assertThat(outcome).isEqualTo(Outcome.TAKEN);
            assertThat(server.await(1).getFirst())
                    .contains(
                            "From: Ghostworks <no-reply@example.org>\r\n",
                            "To: ada@example.com\r\n",
                            "Subject: Choose another password\r\n",
                            "Message-ID: <" + ID + "@example.org>\r\n",
                            "Auto-Submitted: auto-generated\r\n",
                            "within an hour",
                            "\r\n\r\nthe-token\r\n");
        }
    }

    @Test
    void handsALetterOverWhereTlsIsSpokenFromTheFirstByte() throws IOException {
        try (MailServer server = MailServer.encrypted(keys)) {
            assertThat(send(new SmtpServer("localhost", server.port(), Security.TLS, Optional.empty()), trust))
                    .isEqualTo(Outcome.TAKEN);
            assertThat(server.await(1)).hasSize(1);
        }
    }

    @Test
    void givesNothingAwayToAServerThatOffersNoTls() throws IOException {
        try (MailServer server = MailServer.open(0)) {
            assertThat(send(new SmtpServer("localhost", server.port(), Security.STARTTLS, Optional.empty()), trust))
                    .isEqualTo(Outcome.BLOCKED);
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void trustsNoCertificateThatNobodySignedOrThatIsForAnotherHost() throws IOException {
        try (MailServer server = MailServer.strict(keys)) {
            assertThat(send(new SmtpServer("localhost", server.port(), Security.STARTTLS, RIGHT), Optional.empty()))
                    .isEqualTo(Outcome.BLOCKED);
            assertThat(send(new SmtpServer("127.0.0.1", server.port(), Security.STARTTLS, RIGHT), trust))
                    .isEqualTo(Outcome.BLOCKED);
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void keepsItsLettersWhereItsPasswordIsWrongOrMissing() throws IOException {
        try (MailServer server = MailServer.strict(keys)) {
            Optional<Login> wrong = Optional.of(new Login("me", "wrong"));
            for (Optional<Login> login : java.util.List.of(wrong, Optional.<Login>empty())) {
                assertThat(send(new SmtpServer("localhost", server.port(), Security.STARTTLS, login), trust))
                        .isNotIn(Outcome.TAKEN, Outcome.REFUSED);
            }
            assertThat(server.messages()).isEmpty();
        }
    }

    @Test
    void tellsALetterThatIsRefusedForGoodFromOneThatIsPutOff() throws IOException {
        try (MailServer server = MailServer.open(0)) {
            SmtpServer plain = new SmtpServer("localhost", server.port(), Security.NONE, Optional.empty());
            server.refuse(550);
            assertThat(send(plain, Optional.empty())).isEqualTo(Outcome.REFUSED);
            server.refuse(451);
            assertThat(send(plain, Optional.empty())).isEqualTo(Outcome.LATER);
            server.refuse(0);
            assertThat(send(plain, Optional.empty())).isEqualTo(Outcome.TAKEN);
        }
    }

    @Test
    void keepsItsLettersWhileTheServerIsDown() throws IOException {
        MailServer server = MailServer.open(0);
        SmtpServer plain = new SmtpServer("localhost", server.port(), Security.NONE, Optional.empty());
        server.close();

        assertThat(send(plain, Optional.empty())).isEqualTo(Outcome.BLOCKED);
    }

    private static Outcome send(SmtpServer server, Optional<SSLSocketFactory> trust) throws IOException {
        try {
            InternetAddress from = new InternetAddress("Ghostworks <no-reply@example.org>");
            return new SmtpPost(server, from, Clock.systemUTC(), trust).send(ID, LETTER);
        } catch (AddressException e) {
            throw new IOException(e);
        }
    }
}
