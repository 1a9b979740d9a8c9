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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What travels around a statement, in the same flush: in front of it the seal that puts its transaction inside a tenant, and
 * the questions whether to admit the actor. The texts are constant and the seal is bound: a text stays prepared on the server,
 * and every session of the role can read it. Immutable.
 */
public final class Context {

    /** Binds: seal, session. A statement of its own, because policies are evaluated when the next one is planned. */
    private static final String ENTER =
            "select signed_in, role, tenant_active from ghostworks.enter(?, cast(? as uuid));";

    /** Binds: seal, hash of an API key in hexadecimal digits. */
    private static final String ENTER_BY_KEY =
            "select signed_in, role, tenant_active from ghostworks.enter_by_key(?, decode(?, 'hex'));";

    private static final String ENTER_READ_ONLY = readOnly(ENTER);
    private static final String ENTER_BY_KEY_READ_ONLY = readOnly(ENTER_BY_KEY);

    private static final int PARAMETERS_OF_ENTER = 2;

    private final Seals seals;
    private final Ids ids;
    private final boolean readOnly;
    /** Who decides, each on the standing that an entry of its own answers; with none there is one entry all the same. */
    private final List<Admission> admissions;
    /** Whether the transaction is rolled back after the statement. */
    private final boolean undone;

    private Context(Seals seals, Ids ids, boolean readOnly, List<Admission> admissions, boolean undone) {
        this.seals = seals;
        this.ids = ids;
        this.readOnly = readOnly;
        this.admissions = admissions;
        this.undone = undone;
    }

    /** Inside a tenant, for a transaction that only reads. */
    public static Context reading(Seals seals, Scope scope) {
        return new Context(seals, Ids.of(scope), true, List.of(), false);
    }

    /** Inside a tenant. */
    public static Context writing(Seals seals, Scope scope) {
        return new Context(seals, Ids.of(scope), false, List.of(), false);
    }

    /** Outside of all tenants, for a user. */
    public static Context outside(Seals seals, UserId user) {
        return new Context(seals, Ids.outside(user), false, List.of(), false);
    }

    /** Outside of all tenants, for nobody. */
    public static Context ofNobody(Seals seals) {
        return new Context(seals, Ids.ofNobody(), false, List.of(), false);
    }

    /** Whether nothing can be written. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** This context, with the question whether to admit the actor. */
    public Context asking(Admission admission) {
        List<Admission> more = new ArrayList<>(admissions);
        more.add(admission);
        return new Context(seals, ids, readOnly, more, undone);
    }

    /**
     * This context in a transaction that is rolled back when the statement has been answered, with its locks: nothing that
     * the statement did stays on the connection.
     */
    public Context undone() {
        return new Context(seals, ids, readOnly, admissions, true);
    }

    /** Whether statements come after the one that this is put around. */
    boolean goesOn() {
        return undone;
    }

    /** Sets the context, and asks the admissions, without a statement to travel with. */
    public void enter(Connection connection) throws SQLException {
        String entries = entries();
        try (PreparedStatement statement = connection.prepareStatement(entries.substring(0, entries.length() - 1))) {
            bind(statement);
            statement.execute();
            take(statement);
        }
    }

    /** A statement with this context around it. */
    String around(String statement) {
        // A comment at the end of the statement ends with its line.
        return undone
                ? "begin;" + entries() + statement + "\n;" + Leftovers.AFTER_ROLLBACK + ";rollback"
                : entries() + statement;
    }

    /** The entries, each ended by a semicolon. */
    private String entries() {
        if (admissions.isEmpty()) {
            return readOnly ? ENTER_READ_ONLY : ENTER;
        }
        String entries = entry(admissions.getFirst().caller(), readOnly);
        for (Admission later : admissions.subList(1, admissions.size())) {
            entries += entry(later.caller(), false);
        }
        return entries;
    }

    private static String entry(Caller caller, boolean readOnly) {
        return switch (caller) {
            case Caller.Session session -> readOnly ? ENTER_READ_ONLY : ENTER;
            case Caller.ApiKey key -> readOnly ? ENTER_BY_KEY_READ_ONLY : ENTER_BY_KEY;
        };
    }

    /** From here to the end of the transaction nothing can be written. */
    private static String readOnly(String entry) {
        return entry.replace(" from", ", set_config('transaction_read_only', 'on', true) from");
    }

    private int count() {
        return Math.max(1, admissions.size());
    }

    /** How many parameters come before those of the statement. */
    int parameters() {
        return PARAMETERS_OF_ENTER * count();
    }

    /** Binds a new seal for the execution that follows: a door may be open for longer than a seal is good. */
    void bind(PreparedStatement statement) throws SQLException {
        String seal = seals.seal(ids);
        for (int i = 0; i < count(); i++) {
            String credential =
                    admissions.isEmpty() ? null : credential(admissions.get(i).caller());
            statement.setString(PARAMETERS_OF_ENTER * i + 1, seal);
            statement.setString(PARAMETERS_OF_ENTER * i + 2, credential);
        }
    }

    private static String credential(Caller caller) {
        return switch (caller) {
            case Caller.Session session -> session.session().toString();
            case Caller.ApiKey key -> HexFormat.of().formatHex(key.hash().bytes());
        };
    }

    /**
     * Takes the results of the context off an executed statement and asks the admissions.
     *
     * @return whether the result that follows has rows
     */
    boolean take(PreparedStatement statement) throws SQLException {
        boolean rows = undone && statement.getMoreResults();
        if (admissions.isEmpty()) {
            rows = statement.getMoreResults();
        }
        for (Admission admission : admissions) {
            ask(admission, statement);
            rows = statement.getMoreResults();
        }
        return rows;
    }

    private static void ask(Admission admission, PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            admission.admit(new Standing(
                    rows.getBoolean(1), Optional.ofNullable(rows.getString(2)).map(Role::of), rows.getBoolean(3)));
        }
    }
}
