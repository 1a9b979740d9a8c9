package io.ghostworks.mutation;

import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.testing.mutation.CodeMutationsContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The code of the core and the server, with a protection taken out of it. */
class ServerMutationsTest extends CodeMutationsContract {

    ServerMutationsTest() {
        super("server-mutations.txt", Path.of(System.getProperty("basedir", "."), ".."), "io.ghostworks.");
    }

    /** The server of this JVM, so that each run needs no server of its own. */
    @Override
    protected Map<String, String> environment() {
        DatabaseUrl admin = TestDatabases.shared().admin();
        String password = URLEncoder.encode(String.valueOf(admin.password()), StandardCharsets.UTF_8);
        return Map.of("DATABASE_URL", admin.toString().replaceFirst("@", ":" + password + "@"));
    }
}
