package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.ApiKeyId;
import io.ghostworks.account.ApiKeyToken;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenant.ApiKeyDraft;
import io.ghostworks.tenant.Role;
import io.ghostworks.testing.contract.Room;
import io.ghostworks.testing.contract.tenant.ApiKeyContract;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JooqApiKeyTest extends JooqContract implements ApiKeyContract {

    private final TestDatabase database;

    JooqApiKeyTest(TestDatabase database) {
        super(database);
        this.database = database;
    }

    @Test
    void storesNothingOfTheSecretButItsSha256() throws Exception {
        Room room = world().room();
        ApiKeyToken token = ApiKeyToken.random(new ApiKeyId(UUID.randomUUID()), new SecureRandom());
        ApiKeyDraft draft = new ApiKeyDraft("key", Role.MEMBER, Optional.empty());
        ports().apiKeys().issue(world().logIn(room.owner().id()), room.tenant(), token.id(), draft, token.hash());

        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(
                        "select k::text from ghostworks.api_keys k where id = '" + token.id() + "'")) {
            assertThat(row.next()).isTrue();
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(token.value().getBytes(StandardCharsets.US_ASCII));
            assertThat(row.getString(1))
                    .contains("\\x" + HexFormat.of().formatHex(hash))
                    .doesNotContain(token.value().substring(token.value().lastIndexOf('_') + 1));
        }
    }
}
