package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the migration of docs/own-tables.md. */
@ExtendWith(DatabaseExtension.class)
class OwnTablesGuideTest {

    @Test
    void isolatesTheTable(TestDatabase database) throws SQLException, IOException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("create schema billing");
            statement.execute(Guide.block("docs/own-tables.md", "sql"));
            try (ResultSet table = statement.executeQuery(
                    "select relforcerowsecurity from pg_class where oid = 'billing.invoices'::regclass")) {
                table.next();
                assertThat(table.getBoolean(1)).isTrue();
            }
        }
    }
}
