package io.ghostworks.jooq.store;

import static io.ghostworks.jooq.generated.Tables.CLAIM_MAIL;
import static io.ghostworks.jooq.generated.Tables.PREPARE_MAIL;

import io.ghostworks.account.Email;
import io.ghostworks.account.OneTimeToken;
import io.ghostworks.jooq.door.SignIn;
import io.ghostworks.jooq.generated.tables.records.PrepareMailRecord;
import io.ghostworks.mail.Letter;
import io.ghostworks.mail.MailId;
import io.ghostworks.mail.Outbox;
import io.ghostworks.tenant.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;

/** {@link Outbox} by functions that the sign-in role alone may execute. */
public record JooqOutbox(SignIn signIn) implements Outbox {

    @Override
    public List<MailId> claim(int most) {
        return signIn.run(dsl -> dsl.selectFrom(CLAIM_MAIL(most)).fetch(row -> new MailId(row.get(0, UUID.class))));
    }

    @Override
    public Optional<Letter> prepare(MailId letter, OneTimeToken token) {
        return signIn.run(
                dsl -> dsl.selectFrom(PREPARE_MAIL(letter.value(), token.hash().bytes()))
                        .fetchOptional(row -> letter(row, token)));
    }

    private static Letter letter(PrepareMailRecord row, OneTimeToken token) {
        Email to = new Email(row.getEmail());
        return switch (row.getKind()) {
            case "verify_email" -> new Letter.VerifyEmail(to, token, Duration.ofSeconds(row.getLifetimeSeconds()));
            case "reset_password" -> new Letter.ResetPassword(to, token, Duration.ofSeconds(row.getLifetimeSeconds()));
            case "password_changed" -> new Letter.PasswordChanged(to);
            case "invitation" ->
                new Letter.Invitation(
                        to,
                        token,
                        Duration.ofSeconds(row.getLifetimeSeconds()),
                        row.getWorkspace(),
                        Optional.ofNullable(row.getInviter()),
                        Role.of(row.getRole()));
            default -> throw new IllegalStateException("the database has letters of a kind that is not known here");
        };
    }

    @Override
    public void settle(MailId letter) {
        new SignInCalls(signIn).run("settle_mail", DSL.val(letter.value()));
    }
}
