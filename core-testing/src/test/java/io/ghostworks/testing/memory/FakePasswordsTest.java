package io.ghostworks.testing.memory;

import io.ghostworks.account.Passwords;
import io.ghostworks.testing.contract.account.PasswordsContract;

class FakePasswordsTest implements PasswordsContract {

    private static final Passwords PASSWORDS = new FakePasswords();

    @Override
    public Passwords passwords() {
        return PASSWORDS;
    }
}
