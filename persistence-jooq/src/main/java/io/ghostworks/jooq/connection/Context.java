package io.ghostworks.jooq.connection;

import io.ghostworks.account.Caller;
import io.ghostworks.account.UserId;
import io.ghostworks.tenancy.Admission;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenancy.Standing;
import io.ghostworks.tenant.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What travels around a statement, in the same flush: in front of it the settings that put its transaction inside a tenant,
 * and the questions whether to admit the actor. Immutable.
 */
public final class Context {

    /** The nil UUID (RFC 9562, section 5.9): as a tenant, deliberately none; as a user, nobody. */
    public static final UUID NOBODY = new UUID(0, 0);

    /**
     * Binds: session, user, tenant, user, tenant. Answers one row: signed_in, role, tenant_active; null where there is no
     * such thing. A statement of its own after the settings, because policies are evaluated when a statement is planned.
     *
     * <p>It names user and tenant, which the policies know, because to a condition with {@code ghostworks.tenant_id()} the
     * planner gives no index: it is not leakproof. Every request would walk all tenants, and all users.
     */
    public static final String STANDING = """
            select (select u.is_active and s.revoked_at is null
                    from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id
                    where s.id = ? and s.user_id = ?),
                   (select m.role from ghostworks.workspace_memberships m
                    where m.tenant_id = ? and m.user_id = ? and m.is_active),
                   (select t.is_active from ghostworks.tenants t where t.id = ?)""";

    /** Binds: tenant, user. The third parameter makes a setting end with its transaction. */
    private static final String SET =
            "select set_config('app.current_tenant_id', ?, true), set_config('app.current_user_id', ?, true);";

    /** From here to the end of the transaction nothing can be written. */
    private static final String SET_READ_ONLY = SET.replace(";", ", set_config('transaction_read_only', 'on', true);");

    private static final String BEGIN = "begin;";

    /** In whose name, and where. */
    private record Ids(UUID tenant, UUID user) {

        Ids(Scope scope) {
            this(scope.tenant().value(), scope.actor().value());
        }
    }

    private final Ids ids;
    /** Each is one statement with one result. */
    private final List<Part> parts;
    /** The statements of the parts, each ended by a semicolon. */
    private final String before;
    /** What comes after the statement. */
    private final String after;

    private Context(Ids ids, List<Part> parts, String before, String after) {
        this.ids = ids;
        this.parts = parts;
        this.before = before;
        this.after = after;
    }

    /** Whether nothing can be written. */
    public boolean isReadOnly() {
        return before.contains(SET_READ_ONLY);
    }

    private static Context of(Ids ids, String settings) {
        return new Context(ids, List.of(new Settings(ids)), settings, "");
    }

    /** Inside a tenant, for a transaction that only reads. */
    public static Context reading(Scope scope) {
        return of(new Ids(scope), SET_READ_ONLY);
    }

    /** Inside a tenant. */
    public static Context writing(Scope scope) {
        return of(new Ids(scope), SET);
    }

    /** Outside of all tenants, for a user. */
    public static Context outside(UserId user) {
        return of(new Ids(NOBODY, user.value()), SET);
    }

    /** Outside of all tenants, for nobody. */
    public static Context ofNobody() {
        return of(new Ids(NOBODY, NOBODY), SET);
    }

    /** This context, and then the question whether to admit the actor. */
    public Context asking(Admission admission) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Question(ids, admission));
        return new Context(ids, more, before + STANDING + ";", after);
    }

    /**
     * This context in a transaction that is rolled back when the statement has been answered, with its locks: nothing that
     * the statement did stays on the connection.
     */
    public Context undone() {
        List<Part> more = new ArrayList<>(parts);
        more.addFirst(new Begin());
        // A comment at the end of the statement ends with its line.
        return new Context(ids, more, BEGIN + before, "\n;" + Leftovers.AFTER_ROLLBACK + ";rollback");
    }

    /** Whether statements come after the one that this is put around. */
    boolean goesOn() {
        return !after.isEmpty();
    }

    /** Sets the context, and asks the admissions, without a statement to travel with. */
    public void enter(Connection connection) throws SQLException {
        String alone = before.substring(0, before.length() - 1);
        try (PreparedStatement statement = connection.prepareStatement(alone)) {
            bind(statement);
            statement.execute();
            take(statement);
        }
    }

    /** A statement with this context around it. */
    String around(String statement) {
        return before + statement + after;
    }

    /** How many parameters come before those of the statement. */
    int parameters() {
        int sum = 0;
        for (Part part : parts) {
            sum += part.parameters();
        }
        return sum;
    }

    void bind(PreparedStatement statement) throws SQLException {
        int bound = 0;
        for (Part part : parts) {
            part.bind(statement, bound);
            bound += part.parameters();
        }
    }

    /**
     * Takes the results of the context off an executed statement and asks the admissions.
     *
     * @return whether the result that follows has rows
     */
    boolean take(PreparedStatement statement) throws SQLException {
        boolean rows = false;
        for (Part part : parts) {
            part.take(statement);
            rows = statement.getMoreResults();
        }
        return rows;
    }

    private interface Part {

        int parameters();

        /** @param bound how many parameters come before those of this part */
        void bind(PreparedStatement statement, int bound) throws SQLException;

        /** Reads its result, which is the current one. */
        void take(PreparedStatement statement) throws SQLException;
    }

    private record Begin() implements Part {

        @Override
        public int parameters() {
            return 0;
        }

        @Override
        public void bind(PreparedStatement statement, int bound) {
            // It has none.
        }

        @Override
        public void take(PreparedStatement statement) {
            // It tells nothing.
        }
    }

    private record Settings(Ids ids) implements Part {

        @Override
        public int parameters() {
            return 2;
        }

        @Override
        public void bind(PreparedStatement statement, int bound) throws SQLException {
            statement.setString(bound + 1, ids.tenant().toString());
            statement.setString(bound + 2, ids.user().toString());
        }

        @Override
        public void take(PreparedStatement statement) {
            // What was set is known.
        }
    }

    private record Question(Ids ids, Admission admission) implements Part {

        @Override
        public int parameters() {
            return 5;
        }

        @Override
        public void bind(PreparedStatement statement, int bound) throws SQLException {
            statement.setObject(bound + 1, session(admission.caller()));
            statement.setObject(bound + 2, ids.user());
            statement.setObject(bound + 3, ids.tenant());
            statement.setObject(bound + 4, ids.user());
            statement.setObject(bound + 5, ids.tenant());
        }

        private static UUID session(Caller caller) {
            return switch (caller) {
                case Caller.Session session -> session.session().value();
            };
        }

        @Override
        public void take(PreparedStatement statement) throws SQLException {
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                admission.admit(new Standing(
                        rows.getBoolean(1),
                        Optional.ofNullable(rows.getString(2)).map(Role::of),
                        rows.getBoolean(3)));
            }
        }
    }
}
