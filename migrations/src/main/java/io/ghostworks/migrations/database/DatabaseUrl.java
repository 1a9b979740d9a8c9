package io.ghostworks.migrations.database;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is and who connects. Understands {@code postgresql://user:pass@host:5432/db?sslmode=…},
 * {@code postgres://}, {@code jdbc:postgresql:} and {@code postgresql+asyncpg://}. Never shows the password, except when
 * asked by {@link #password()}.
 *
 * @param jdbcUrl the address for pgjdbc, without user and password
 * @param database the database's name, never empty
 * @param user the role that connects, or null to leave it to the operating system's user
 * @param password its password, or null where none is given
 */
public record DatabaseUrl(
        String jdbcUrl,
        String database,
        @Nullable String user,
        @Nullable String password) {
    public DatabaseUrl {
        Objects.requireNonNull(jdbcUrl, "jdbcUrl");
        Objects.requireNonNull(database, "database");
    }

    /**
     * Reads any of the spellings.
     *
     * @throws IllegalArgumentException one line that says what is wrong and never repeats the text, which may hold a
     *     password
     */
    public static DatabaseUrl parse(String text) {
        return new DatabaseUrlParser(text).parse();
    }

    /** The address of a server that listens on a port of this or another host, with no further options. */
    public static DatabaseUrl of(String host, int port, String database, String user, @Nullable String password) {
        return new DatabaseUrl(DatabaseUrlParser.jdbc(host, port, database), database, user, password);
    }

    /** Another database of the same server, for the same role. */
    public DatabaseUrl withDatabase(String other) {
        int slash = jdbcUrl.indexOf('/', "jdbc:postgresql://".length());
        int query = jdbcUrl.indexOf('?');
        String options = query < 0 ? "" : jdbcUrl.substring(query);
        return new DatabaseUrl(
                jdbcUrl.substring(0, slash + 1) + DatabaseUrlParser.encode(other) + options, other, user, password);
    }

    /** The same database, for another role. */
    public DatabaseUrl withUser(String otherUser, @Nullable String otherPassword) {
        return new DatabaseUrl(jdbcUrl, database, otherUser, otherPassword);
    }

    /** Connections without a pool: each one is new, and closing it ends it. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    /** The address and the role; no password, and no option, since some options are secrets. */
    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        String address = query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
        String who = user == null ? "" : DatabaseUrlParser.encode(user) + "@";
        return address.replaceFirst(
                "^jdbc:postgresql://", "postgresql://" + java.util.regex.Matcher.quoteReplacement(who));
    }
}
