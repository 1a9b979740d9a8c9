package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** COPY is no statement with rows, so it is attacked by itself. */
@ExtendWith(DatabaseExtension.class)
class CopyTest {

    private static final String OPEN_POLICY =
            "create policy oops on ghostworks.artifacts using (true) with check (true)";

    @Test
    void case08CopiesOutNothingOfAnotherTenant(TestDatabase database) throws SQLException, IOException {
        try (Battlefield field = new Battlefield(database)) {
            assertThat(copiedOut(field)).contains("mine").doesNotContain("secret");

            field.asAdmin(OPEN_POLICY);
            assertThat(copiedOut(field)).contains("secret");
        }
    }

    @Test
    void copiesNothingIn(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database);
                Connection app = field.insideA()) {
            assertThatThrownBy(() -> app.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy ghostworks.artifacts (tenant_id, id, name) from stdin",
                                    new StringReader(field.b + "\t" + field.a + "\tplanted\n")))
                    .hasMessageContaining("COPY FROM not supported with row-level security");
        }
    }

    private static String copiedOut(Battlefield field) throws SQLException, IOException {
        try (Connection app = field.insideA()) {
            StringWriter out = new StringWriter();
            app.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy ghostworks.artifacts (tenant_id, name) to stdout", out);
            return out.toString();
        }
    }
}
