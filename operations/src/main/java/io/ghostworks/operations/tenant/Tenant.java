package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Which tenant. */
public record Tenant(UUID id, String slug, String name) {

    static Tenant find(AdministratorSession session, String slug, String lock) throws SQLException {
        try (PreparedStatement statement =
                        session.prepare("select id, slug, name from ghostworks.tenants where slug = ? " + lock, slug);
                ResultSet found = statement.executeQuery()) {
            if (!found.next()) {
                throw new OperationProblem(Exit.USAGE, "there is no tenant " + slug + "; `tenant list` lists them");
            }
            return new Tenant(found.getObject(1, UUID.class), found.getString(2), found.getString(3));
        }
    }
}
