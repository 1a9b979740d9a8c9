package io.ghostworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ghostworks.account.Caller;
import io.ghostworks.account.Credentials;
import io.ghostworks.account.Email;
import io.ghostworks.account.Password;
import io.ghostworks.account.RefreshToken;
import io.ghostworks.account.Registration;
import io.ghostworks.account.Tokens;
import io.ghostworks.account.User;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.error.Conflict;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unauthenticated;
import io.ghostworks.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {

    private final Town town = new Town();

    @Test
    void registersAUserWhoThenLogsIn() {
        User user = town.register("ada");
        Tokens tokens = town.logIn("ADA");

        assertThat(user.isVerified()).isFalse();
        assertThat(user.isActive()).isTrue();
        assertThat(user.createdAt()).isEqualTo(town.timeAndIds.now()).isEqualTo(user.updatedAt());
        assertThat(tokens.expiresIn()).isEqualTo(town.tokens.lifetime());
        assertThat(town.caller(tokens).user()).isEqualTo(user.id());
        assertThat(town.accounts.me(town.caller(tokens))).isEqualTo(user);
    }

    @Test
    void refusesAnEmailThatIsTakenAndMailsNobody() {
        town.register("ada");

        assertThatThrownBy(() -> town.register("Ada")).isInstanceOf(Conflict.class);
        assertThat(town.mailed).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@example.org, open sesame",
        "ada@example.org, wrong password",
        "ada@example.org, short",
        "ada@example.org, Open Sesame",
        "not an email, open sesame",
        "'', ''",
        "gone@example.org, open sesame",
        "gone@example.org, never a password",
        "nobody@example.org, never a password"
    })
    void givesOneAnswerToAllWhoMayNotLogInAndWorksAsMuch(String email, String password) {
        town.register("ada");
        town.database.deactivate(town.register("gone").id());
        int before = town.passwords.comparisons();

        Unauthenticated refused =
                catchThrowableOfType(Unauthenticated.class, () -> town.accounts.logIn(email, password));

        assertThat(refused).hasMessage(Unauthenticated.credentials().getMessage());
        assertThat(town.passwords.comparisons()).isEqualTo(before + 1);
    }

    @Test
    void takesNoPlaceholderForAPassword() {
        town.accounts.register(Registration.of("odd@example.org", "never a password", null, null));

        assertThatThrownBy(() -> town.accounts.logIn("odd@example.org", "short"))
                .isInstanceOf(Unauthenticated.class);
        Tokens tokens = town.accounts.logIn("odd@example.org", "never a password");
        assertThat(town.accounts.me(town.caller(tokens)).email()).hasToString("odd@example.org");
    }

    /** Combining accents, a no-break space, and letters that are too few in normal form C. */
    @ParameterizedTest
    @ValueSource(strings = {"cafe\u0301 cre\u0300me", "open\u00A0sesame", "e\u0301e\u0301e\u0301e\u0301"})
    void takesAPasswordThatWasHashedBeforeItsFormCountedForNothing(String typed) {
        town.register("ada");
        hashAsBefore("ada@example.org", typed);

        assertThat(town.accounts.logIn("ada@example.org", typed)).isNotNull();
        assertThat(town.accounts.logIn("ada@example.org", typed)).isNotNull();
        assertThatThrownBy(() -> town.accounts.logIn("ada@example.org", "open sesame!"))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void hashesSuchAPasswordAnewSoThatEveryKeyboardTypesItFromThenOn() {
        town.register("ada");
        hashAsBefore("ada@example.org", "cafe\u0301 cre\u0300me");
        assertThatThrownBy(() -> town.accounts.logIn("ada@example.org", "caf\u00E9 cr\u00E8me"))
                .isInstanceOf(Unauthenticated.class);

        town.accounts.logIn("ada@example.org", "cafe\u0301 cre\u0300me");

        assertThat(town.accounts.logIn("ada@example.org", "caf\u00E9 cr\u00E8me"))
                .isNotNull();
        String hash = hash("ada@example.org");
        town.accounts.logIn("ada@example.org", "cafe\u0301 cre\u0300me");
        assertThat(hash("ada@example.org")).isEqualTo(hash);
    }

    /** Right in either form, wrong, or right and of a user who is deactivated or nobody: two comparisons each. */
    @Test
    void worksAsMuchForSuchAPasswordWhoeverItIsOf() {
        String typed = "cafe\u0301 cre\u0300me";
        for (String name : List.of("new", "old", "other", "gone")) {
            town.register(name);
        }
        hashAsBefore("old@example.org", typed);
        hash("new@example.org", new Password(typed));
        hashAsBefore("gone@example.org", typed);
        town.database.deactivate(town.database
                .accounts()
                .findCredentials(new Email("gone@example.org"))
                .orElseThrow()
                .user());
        for (String name : List.of("new", "old", "other", "gone", "nobody")) {
            int before = town.passwords.comparisons();
            try {
                town.accounts.logIn(name + "@example.org", typed);
                assertThat(name).isIn("new", "old");
            } catch (Unauthenticated refused) {
                assertThat(name).isIn("other", "gone", "nobody");
            }
            assertThat(town.passwords.comparisons()).as(name).isEqualTo(before + 2);
        }
    }

    @Test
    void changesSuchAPasswordForWhoeverIsSignedInYet() {
        Caller.Session caller = town.arrive("ada");
        hashAsBefore("ada@example.org", "cafe\u0301 cre\u0300me");

        town.accounts.changePassword(caller, "cafe\u0301 cre\u0300me", new Password("open barley"));

        assertThat(town.accounts.logIn("ada@example.org", "open barley")).isNotNull();
    }

    private void hashAsBefore(String email, String typed) {
        hash(email, Password.asItWasHashedBefore(typed).orElseThrow());
    }

    private void hash(String email, Password password) {
        Credentials present =
                town.database.accounts().findCredentials(new Email(email)).orElseThrow();
        town.database.accounts().replaceHash(present.user(), present.passwordHash(), town.passwords.hash(password));
    }

    private String hash(String email) {
        return town.database
                .accounts()
                .findCredentials(new Email(email))
                .orElseThrow()
                .passwordHash();
    }

    @Test
    void refreshesASessionAgainAndAgain() {
        Caller.Session caller = town.arrive("ada");
        Tokens tokens = town.logIn("ada");
        for (int i = 0; i < 3; i++) {
            town.clock.step(Accounts.REFRESH_LIFETIME.minusSeconds(1));
            Tokens next = town.accounts.refresh(tokens.refreshToken());
            assertThat(next.refreshToken()).isNotEqualTo(tokens.refreshToken());
            assertThat(town.caller(next).session()).isNotEqualTo(caller.session());
            assertThat(town.accounts.me(town.caller(next)).id()).isEqualTo(caller.user());
            tokens = next;
        }
    }

    @Test
    void refusesARefreshTokenThatRestedTooLong() {
        town.register("ada");
        RefreshToken token = town.logIn("ada").refreshToken();
        town.clock.step(Accounts.REFRESH_LIFETIME);

        assertThatThrownBy(() -> town.accounts.refresh(token)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void refusesARefreshTokenThatNobodyGot() {
        assertThatThrownBy(() -> town.accounts.refresh(new RefreshToken("made up")))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void closesTheSessionWhoseTokenIsUsedTwice() {
        town.register("ada");
        Tokens first = town.logIn("ada");
        Tokens other = town.logIn("ada");
        Tokens second = town.accounts.refresh(first.refreshToken());

        assertThatThrownBy(() -> town.accounts.refresh(first.refreshToken())).isInstanceOf(Unauthenticated.class);

        assertThatThrownBy(() -> town.accounts.refresh(second.refreshToken())).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.accounts.me(town.caller(second))).isInstanceOf(Unauthenticated.class);
        assertThat(town.accounts.me(town.caller(other)).email()).hasToString("ada@example.org");
    }

    @Test
    void endsEverythingWithTheNextRequestAfterLogOut() {
        town.register("ada");
        Tokens tokens = town.logIn("ada");
        Caller.Session caller = town.caller(tokens);
        TenantId tenant = town.workspace(caller, "acme");

        town.accounts.logOut(tokens.refreshToken());

        ArtifactId id = new ArtifactId(UUID.randomUUID());
        assertThatThrownBy(() -> town.accounts.me(caller)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.accounts.refresh(tokens.refreshToken())).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.workspaces.list(caller)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.workspace(caller, "more")).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.workspaces.get(caller, tenant)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.members.list(caller, tenant)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.artifacts.get(caller, tenant, id)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void endsEverythingWithTheNextRequestOfADeactivatedUser() {
        Caller.Session caller = town.arrive("ada");
        RefreshToken token = town.logIn("ada").refreshToken();
        TenantId tenant = town.workspace(caller, "acme");
        town.database.deactivate(caller.user());

        assertThatThrownBy(() -> town.accounts.me(caller)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.accounts.refresh(token)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> town.workspaces.get(caller, tenant)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void verifiesAnEmailWithTheMailedToken() {
        Caller.Session caller = town.arrive("ada");

        town.recovery.verifyEmail(town.mailed.getLast());
        town.recovery.verifyEmail(town.mailed.getLast());

        assertThat(town.accounts.me(caller).isVerified()).isTrue();
    }

    @Test
    void verifiesNothingWithAnyOtherToken() {
        Caller.Session caller = town.arrive("ada");
        String access = town.logIn("ada").accessToken();
        String foreign = town.tokens.issueVerification(caller.user(), Town.email("other"), town.timeAndIds.now());

        for (String token : new String[] {"", "garbage", access, foreign}) {
            assertThatThrownBy(() -> town.recovery.verifyEmail(token)).isInstanceOf(Invalid.class);
        }
        town.clock.step(Duration.ofDays(3));
        assertThatThrownBy(() -> town.recovery.verifyEmail(town.mailed.getLast()))
                .isInstanceOf(Invalid.class);
        assertThat(town.accounts.me(caller).isVerified()).isFalse();
    }
}
