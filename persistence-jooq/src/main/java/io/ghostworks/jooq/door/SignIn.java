package io.ghostworks.jooq.door;

import io.ghostworks.jooq.connection.Connections;
import java.sql.Connection;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The connections of the role that signs people in, which no tenant's door ever borrows: whatever code runs inside a
 * tenant cannot open a session or read a password's hash. The other way around, this role has no privilege on any table,
 * and these functions need no tenant context. Safe for all threads.
 */
public final class SignIn {

    /** Superusers and members of the application's role, whether or not they inherit from it. */
    private static final String IS_APPLICATION = "select coalesce("
            + "pg_catalog.pg_has_role(current_user, pg_catalog.to_regrole('authenticated_users'), 'member'), false)";

    private final Connections connections;
    private final DSLContext dsl;
    private volatile boolean isKnownToBeApart;

    public SignIn(Connections connections, Configuration configuration) {
        this.connections = connections;
        this.dsl = DSL.using(configuration.derive(new Lending(connections)));
    }

    /**
     * Runs one statement, in one round trip and in a transaction of its own. The first time one more asks who is connected.
     *
     * @throws IllegalStateException if these connections could do what the application's can: then the two are not apart
     */
    public <T> T run(Function<? super DSLContext, ? extends T> statement) {
        if (!isKnownToBeApart) {
            requireApart();
            isKnownToBeApart = true;
        }
        return statement.apply(dsl);
    }

    private void requireApart() {
        if (dsl.resultQuery(IS_APPLICATION).fetchSingle().get(0, Boolean.class)) {
            throw new IllegalStateException(
                    "the connections that sign people in belong to a member of authenticated_users"
                            + " or a superuser; give them to ghostworks_sign_in, which no code inside a tenant connects as");
        }
    }

    public void close() {
        connections.close();
    }

    private record Lending(Connections connections) implements ConnectionProvider {

        @Override
        public Connection acquire() {
            return connections.borrow();
        }

        @Override
        public void release(Connection connection) {
            connections.giveBack(connection);
        }
    }
}
