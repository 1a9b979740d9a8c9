package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The policies of tenant tables bind the tables' owner too, and with it the definer functions that work in a tenant. */
@ExtendWith(DatabaseExtension.class)
class ForcedTest {

    @Test
    void case20ForcesRowSecurityOnEveryTableWithATenant(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            assertThat(field.readAsAdmin("select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                            + " where c.relnamespace = 'ghostworks'::regnamespace and c.relkind in ('r', 'p')"
                            + " and (a.attname = 'tenant_id' or c.relname = 'tenants' and a.attname = 'id')"
                            + " and c.relrowsecurity and c.relforcerowsecurity order by 1"))
                    .containsExactly(
                            "api_keys",
                            "artifacts",
                            "audit_entries",
                            "idempotency_keys",
                            "invitations",
                            "tenants",
                            "workspace_memberships");
        }
    }
}
