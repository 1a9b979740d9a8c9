package io.ghostworks.testing.memory;

import io.ghostworks.account.AccessTokens;
import io.ghostworks.testing.contract.account.AccessTokensContract;

class FakeTokensTest implements AccessTokensContract {

    @Override
    public AccessTokens tokens() {
        return new FakeTokens("a key");
    }

    @Override
    public AccessTokens tokensOfAnotherKey() {
        return new FakeTokens("another key");
    }
}
