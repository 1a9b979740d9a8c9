package io.ghostworks.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Password;
import io.ghostworks.account.Passwords;
import io.ghostworks.testing.contract.account.PasswordsContract;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest implements PasswordsContract {

    private static final Passwords PASSWORDS = new Argon2Passwords();

    @Override
    public Passwords passwords() {
        return PASSWORDS;
    }

    @Test
    void namesArgon2idAndItsCostInTheHash() {
        assertThat(PASSWORDS.hash(new Password("a good password"))).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
}
