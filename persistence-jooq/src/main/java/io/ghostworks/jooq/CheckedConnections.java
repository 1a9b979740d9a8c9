package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Lends nothing before row-level security was seen to bind the role; asks the server once. */
final class CheckedConnections implements Connections {

    /** A role that the connection's is, or can become, that sees all rows, and a table whose owner it is likewise. */
    private static final String QUESTION = """
            select pg_catalog.quote_ident(current_user),
              (select pg_catalog.quote_ident(r.rolname) from pg_catalog.pg_roles r
               where (r.rolsuper or r.rolbypassrls) and pg_catalog.pg_has_role(current_user, r.oid, 'member')
               order by r.rolname <> current_user limit 1),
              (select c.oid::pg_catalog.regclass::text from pg_catalog.pg_class c
               where c.relrowsecurity and not c.relforcerowsecurity
                 and pg_catalog.pg_has_role(current_user, c.relowner, 'member') limit 1)""";

    private final Connections connections;
    private volatile boolean isBound;

    CheckedConnections(Connections connections) {
        this.connections = connections;
    }

    /** @throws UnboundRole if row-level security does not bind the role */
    @Override
    public Connection borrow() {
        Connection connection = connections.borrow();
        if (!isBound) {
            try {
                requireBound(connection);
            } catch (RuntimeException refused) {
                connections.giveBack(connection);
                throw refused;
            }
            isBound = true;
        }
        return connection;
    }

    private static void requireBound(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            rows.next();
            String role = rows.getString(1);
            String powerful = rows.getString(2);
            String table = rows.getString(3);
            if (powerful != null) {
                throw new UnboundRole("the role " + role + " steps over row-level security, as "
                        + (powerful.equals(role) ? "a superuser or with BYPASSRLS" : "a member of " + powerful)
                        + ", so every tenant would see all rows. Connect as a role of its own: create role "
                        + "ghostworks_app login password '…' in role authenticated_users");
            }
            if (table != null) {
                throw new UnboundRole("the role " + role + " owns " + table + ", whose row-level security does not bind"
                        + " its owner, so every tenant would see all rows: alter table " + table
                        + " force row level security");
            }
        } catch (SQLException e) {
            throw SqlErrors.ofOurs(e);
        }
    }

    @Override
    public void giveBack(Connection connection) {
        connections.giveBack(connection);
    }

    @Override
    public void discard(Connection connection) {
        connections.discard(connection);
    }

    @Override
    public void renew() {
        connections.renew();
    }

    @Override
    public void close() {
        connections.close();
    }
}
