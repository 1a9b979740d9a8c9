package io.ghostworks.cli.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.cli.mail.SmtpServer.Login;
import io.ghostworks.cli.mail.SmtpServer.Security;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {

    @Test
    void readsAnAddressWithWhatItLeavesOut() {
        assertThat(SmtpServer.parse("smtp://mail.example.com"))
                .isEqualTo(new SmtpServer("mail.example.com", 587, Security.STARTTLS, Optional.empty()));
        assertThat(SmtpServer.parse("smtps://me:p%40ss+%2F:word@mail.example.com"))
                .isEqualTo(new SmtpServer(
                        "mail.example.com", 465, Security.TLS, Optional.of(new Login("me", "p@ss+/:word"))));
        assertThat(SmtpServer.parse("smtp://localhost:2525?starttls=never"))
                .isEqualTo(new SmtpServer("localhost", 2525, Security.NONE, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail.example.com",
                "http://mail.example.com",
                "smtp://",
                "smtp:mail.example.com",
                "smtp://me@mail.example.com",
                "smtp://:secret@mail.example.com",
                "smtp://me:secret@mail.example.com?starttls=never",
                "smtps://me:secret@mail.example.com?starttls=never",
                "smtp://me:secret@mail.example.com/inbox",
                "smtp://me:sec ret@mail.example.com",
                "smtp://me:secret@mail.example.com?starttls=maybe"
            })
    void refusesEverythingElseWithoutItsPassword(String text) {
        assertThatThrownBy(() -> SmtpServer.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret", "sec ret");
    }

    @Test
    void printsNoPassword() {
        assertThat(SmtpServer.parse("smtps://me:secret@mail.example.com"))
                .hasToString("smtps://me@mail.example.com:465")
                .extracting(server -> server.login().toString())
                .asString()
                .doesNotContain("secret");
    }
}
