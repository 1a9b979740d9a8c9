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

    private final Connections connections;
    private final DSLContext dsl;

    public SignIn(Connections connections, Configuration configuration) {
        this.connections = connections;
        this.dsl = DSL.using(configuration.derive(new Lending(connections)));
    }

    /** Runs one statement, in one round trip and in a transaction of its own. */
    public <T> T run(Function<? super DSLContext, ? extends T> statement) {
        return statement.apply(dsl);
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
