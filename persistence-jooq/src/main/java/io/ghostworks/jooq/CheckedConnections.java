package io.ghostworks.jooq;

import io.ghostworks.jooq.connection.Connections;
import io.ghostworks.jooq.connection.OpenStatements;
import io.ghostworks.jooq.connection.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lends nothing before the database was seen to be migrated, row-level security to bind the role, and seals to be hidden; asks
 * the server once.
 */
final class CheckedConnections implements Connections {

    /**
     * A role that the connection's is, or can become, that sees all rows; a table whose owner it is likewise; whether the
     * text of a statement has its parameters in it; the database's name, if it has not what opens a context; what an administrator
     * opened to foreign code.
     */
    private static final String QUESTION = """
            select pg_catalog.quote_ident(current_user),
              (select pg_catalog.quote_ident(r.rolname) from pg_catalog.pg_roles r
               where (r.rolsuper or r.rolbypassrls) and pg_catalog.pg_has_role(current_user, r.oid, 'member')
               order by r.rolname <> current_user limit 1),
              owned.name, owned.owner,
              pg_catalog.strpos(pg_catalog.current_query(), ?) > 0,
              case when not exists (
                select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                where n.nspname = 'ghostworks' and p.proname = 'enter') then pg_catalog.current_database() end,
              (select pg_catalog.substr(setting, 23)
               from pg_catalog.pg_db_role_setting s cross join lateral pg_catalog.unnest(s.setconfig) setting
               where s.setrole = 0 and setting like 'ghostworks.statements=%'
                 and s.setdatabase = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()))
            from (select) one
            left join lateral (
              select c.oid::pg_catalog.regclass::text as name, pg_catalog.quote_ident(r.rolname) as owner
              from pg_catalog.pg_class c join pg_catalog.pg_roles r on r.oid = c.relowner
              where c.relrowsecurity and not c.relforcerowsecurity
                and pg_catalog.pg_has_role(current_user, c.relowner, 'member')
              order by r.rolname <> current_user limit 1) owned on true""";

    private static final String PARAMETER = "whether a parameter stays out of the text";

    private final Connections connections;
    private volatile boolean isBound;
    private volatile Set<String> openStatements = OpenStatements.NONE;

    CheckedConnections(Connections connections) {
        this.connections = connections;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnboundRole if row-level security does not bind the role
     * @throws UnusableDatabase if the database is not migrated, the driver writes seals into the text of statements, or something is
     *     opened that cannot be
     */
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

    /** In pgjdbc's simple mode parameters, and so the seal, are in texts that all sessions of a role can read. */
    private static void requireParametersApart(boolean together) {
        if (together) {
            throw new UnusableDatabase(
                    "the connections write parameters into the text of statements, where other sessions of the role can"
                            + " read the seal of the tenant context",
                    "take preferQueryMode=simple out of the JDBC URL");
        }
    }

    private static void requireMigrated(@Nullable String without) {
        if (without != null) {
            throw new UnusableDatabase(
                    "the database " + without + " has no schema of Ghostworks, or one that is older than this library",
                    "upgrade it with Migrator.upgrade() or ./ghostworks db upgrade");
        }
    }

    private static Set<String> openStatements(@Nullable String setting) {
        try {
            return setting == null ? OpenStatements.NONE : OpenStatements.parse(setting);
        } catch (IllegalArgumentException e) {
            throw new UnusableDatabase(
                    String.valueOf(e.getMessage()), "change it with alter database … set ghostworks.statements");
        }
    }

    private void requireBound(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
            statement.setString(1, PARAMETER);
            ResultSet rows = statement.executeQuery();
            rows.next();
            requireParametersApart(rows.getBoolean(5));
            String unmigrated = rows.getString(6);
            openStatements = openStatements(rows.getString(7));
            String role = rows.getString(1);
            String powerful = rows.getString(2);
            String table = rows.getString(3);
            String owner = rows.getString(4);
            if (powerful != null) {
                throw new UnboundRole("the role " + role + " bypasses row-level security, as "
                        + (powerful.equals(role) ? "a superuser or with BYPASSRLS" : "a member of " + powerful)
                        + ", so every tenant would see all rows. Connect as a role of its own: create role "
                        + "ghostworks_app login password '…' in role authenticated_users");
            }
            if (table != null && !role.equals(owner)) {
                throw new UnboundRole("the role " + role + " is a member of " + owner + ", which owns " + table
                        + ", and row-level security does not bind that owner, so every tenant would see all rows: revoke "
                        + owner + " from " + role);
            }
            if (table != null) {
                throw new UnboundRole("the role " + role + " owns " + table + ", whose row-level security does not bind"
                        + " its owner, so every tenant would see all rows: alter table " + table
                        + " force row level security");
            }
            requireMigrated(unmigrated);
        } catch (SQLException e) {
            throw SqlErrors.ofOurs(e);
        }
    }

    @Override
    public Set<String> openStatements() {
        return openStatements;
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
