package io.ghostworks.jooq.mutation;

import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.testing.mutation.CodeMutationsContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The adapter's own code, with a protection taken out of it. */
class JavaMutationsTest extends CodeMutationsContract {

    JavaMutationsTest() {
        super(
                "java-mutations.txt",
                Path.of(System.getProperty("basedir", "."), "src", "main", "java", "io", "ghostworks", "jooq"),
                "io.ghostworks.jooq.");
    }

    /** The server of this JVM, so that each run needs no server of its own. */
    @Override
    protected Map<String, String> environment() {
        DatabaseUrl admin = TestDatabases.shared().admin();
        String password = URLEncoder.encode(String.valueOf(admin.password()), StandardCharsets.UTF_8);
        return Map.of("DATABASE_URL", admin.toString().replaceFirst("@", ":" + password + "@"));
    }
}
