package io.ghostworks.migrations;

import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The keys that a database verifies tenant contexts with, and whether it demands a seal. The database keeps no key but the
 * two pads of HMAC (RFC 2104), and a key's name, which tells nothing of it. Several keys are valid at once, so that servers
 * can change over one after the other. Every method is one statement: all or nothing.
 */
public final class SealKeys {

    /** Of SHA-256 (FIPS 180-4), and so of a key that is not hashed first. */
    private static final int BLOCK = 64;

    private static final int LEAST = 32;
    /** Known to no application: what the database itself keeps contexts with. */
    private static final String OWN = "internal";

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    /** Parameters, which a key is, stay out of the server's log, as far as this role can say so. */
    private static final String UNLOGGED = "select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings"
            + " where name in ('log_parameter_max_length', 'log_parameter_max_length_on_error') and (context = 'user'"
            + " or (select rolsuper from pg_catalog.pg_roles where rolname = current_user))";

    private final DatabaseUrl url;

    /** @param url credentials of a role that may act as the owner of the schema */
    public SealKeys(DatabaseUrl url) {
        this.url = url;
    }

    /** Whether the database does not accept a seal: it has another key, or its clock differs too much. */
    public static boolean isRefusedSeal(SQLException failure) {
        return "GW001".equals(failure.getSQLState());
    }

    /** Where the database keeps a verified context. */
    public enum Mode {
        /** In a parameter that one role without members may set: verified once a transaction. */
        TRUSTED_PARAMETER,
        /** In a setting, sealed, and verified again by each statement: where nobody can grant a parameter. */
        SEALED_SETTING
    }

    /**
     * Makes the key valid; does nothing if it is already.
     *
     * @param key 32 to 64 secret bytes
     * @return its name: the first 8 hexadecimal digits of its SHA-256
     * @throws DatabaseProblem if the database refuses, or cannot be reached
     */
    public String add(byte[] key) {
        if (key.length < LEAST || key.length > BLOCK) {
            throw new IllegalArgumentException("a seal key has " + LEAST + " to " + BLOCK + " bytes");
        }
        String id = id(key);
        update(
                "insert into ghostworks.seal_keys (id, inner_pad, outer_pad) values (?, ?, ?) on conflict (id) do nothing",
                id,
                pad(key, INNER),
                pad(key, OUTER));
        return id;
    }

    /**
     * Makes every other key invalid, at once; does nothing if this one is not valid.
     *
     * @param id the name of the one that stays
     * @return how many there were
     * @throws DatabaseProblem if the database refuses, or cannot be reached
     */
    public int removeAllBut(String id) {
        return update(
                "delete from ghostworks.seal_keys where id not in (?, '" + OWN + "')"
                        + " and exists (select from ghostworks.seal_keys where id = ?)",
                id,
                id);
    }

    /**
     * The names of the valid keys, the oldest first.
     *
     * @throws DatabaseProblem if the database refuses, or cannot be reached
     */
    public List<String> ids() {
        return ask("select id from ghostworks.seal_keys where id <> '" + OWN + "' order by created_at, id");
    }

    /**
     * From now on the database refuses a context without a seal. Harmless to repeat.
     *
     * @throws DatabaseProblem if the database refuses, or cannot be reached
     */
    public void require() {
        update(
                "insert into ghostworks.seal_requirement select where not exists (select from ghostworks.seal_requirement)");
    }

    /**
     * From now on the database accepts a context without a seal again, so that whoever runs SQL as the application's role
     * can choose its tenant: for servers from before the seal.
     *
     * @throws DatabaseProblem if the database refuses, or cannot be reached
     */
    public void stopRequiring() {
        update("delete from ghostworks.seal_requirement");
    }

    /** Whether the database refuses a context without a seal. */
    public boolean isRequired() {
        return !ask("select since::text from ghostworks.seal_requirement").isEmpty();
    }

    /** Where the database keeps a verified context. */
    public Mode mode() {
        String trusted = ask("select has_parameter_privilege('ghostworks_seal', 'backtrace_functions', 'SET')::text")
                .getFirst();
        return trusted.equals("true") ? Mode.TRUSTED_PARAMETER : Mode.SEALED_SETTING;
    }

    private static String id(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] pad(byte[] key, byte with) {
        byte[] pad = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            pad[i] = (byte) (with ^ (i < key.length ? key[i] : 0));
        }
        return pad;
    }

    private int update(String sql, Object... values) {
        try (Connection connection = url.dataSource().getConnection();
                Statement unlogged = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            unlogged.execute(UNLOGGED);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseProblem.of("The seal keys of " + url, e);
        }
    }

    private List<String> ask(String sql) {
        try (Connection connection = url.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        } catch (SQLException e) {
            throw DatabaseProblem.of("The seal keys of " + url, e);
        }
    }
}
