package io.ghostworks.cli.configuration;

import io.ghostworks.api.web.TrustedProxies;
import io.ghostworks.cli.log.LogFormat;
import io.ghostworks.cli.mail.SmtpServer;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every key there is, in the order of docs/configuration.md. */
public final class Keys {

    public static final Key<DatabaseUrl> DATABASE_URL = Key.optional(
            "DATABASE_URL",
            "the embedded PostgreSQL, where there is one",
            "",
            DatabaseUrl::parse,
            "`postgresql://user:pass@host:5432/db?sslmode=…`; `postgres://`, `jdbc:postgresql:` and"
                    + " `postgresql+asyncpg://` are understood too. The role must be a plain member of"
                    + " `authenticated_users`: one that row-level security does not bind is refused");

    public static final Key<DatabaseUrl> DATABASE_SIGN_IN_URL = Key.optional(
            "DATABASE_SIGN_IN_URL",
            "none; needed with `DATABASE_URL`",
            "",
            DatabaseUrl::parse,
            "the same database for `ghostworks_sign_in`, the role that signs people in and can do"
                    + " nothing else; `db init` makes it. The start ends when it is missing, is the role of"
                    + " `DATABASE_URL`, is a member of `authenticated_users`, is not bound by row-level security,"
                    + " may not sign in, or leads to another database. The server keeps one connection of it and"
                    + " opens at most three; the other keys are as for `DATABASE_URL`");

    public static final Key<DatabaseUrl> DATABASE_MIGRATION_URL = Key.optional(
            "DATABASE_MIGRATION_URL",
            "`DATABASE_URL`",
            "",
            DatabaseUrl::parse,
            "the same database for the role that may change the schema");

    public static final Key<DatabaseUrl> DATABASE_MONITOR_URL = Key.optional(
            "DATABASE_MONITOR_URL",
            "`DATABASE_URL`",
            "",
            DatabaseUrl::parse,
            "the same database for a role that sees figures and no row, for those of PostgreSQL in `/metrics`:"
                    + " `create role ghostworks_monitor login password '…' in role pg_monitor`. The server's own role"
                    + " sees no sessions and replicas, and their figures are missing without this");

    public static final Key<String> DATABASE_SCRATCH_URL = Key.optional(
            "DATABASE_SCRATCH_URL",
            "a container, else the embedded PostgreSQL",
            "",
            text -> text,
            "for `db diff`, `check` and `drift`, which make scratch databases there: a superuser's address of another"
                    + " server");

    public static final Key<Integer> DATABASE_POOL_SIZE =
            Key.number("DATABASE_POOL_SIZE", "10", 1, 10_000, "connections kept open");

    public static final Key<Integer> DATABASE_MAX_OVERFLOW = Key.number(
            "DATABASE_MAX_OVERFLOW", "20", 0, 10_000, "more under load, closed when idle; the total is the sum");

    public static final Key<Integer> DATABASE_POOL_RECYCLE =
            Key.number("DATABASE_POOL_RECYCLE", "3600", 30, 1_000_000, "seconds a connection may live, at least 30");

    public static final Key<Integer> DATABASE_POOL_TIMEOUT = Key.number(
            "DATABASE_POOL_TIMEOUT", "5", 1, 3600, "seconds a request waits for a connection, then it gets 503");

    public static final Key<Boolean> DATABASE_POOL = Key.of(
            "DATABASE_POOL",
            "pooled",
            "pooled or none",
            Keys::isPooled,
            "`none` opens a fresh connection each time: for tests, and behind an external pooler. The four keys above"
                    + " then have no meaning and are refused");

    public static final Key<Integer> DATABASE_STATEMENT_TIMEOUT = Key.number(
            "DATABASE_STATEMENT_TIMEOUT",
            "30",
            0,
            86_400,
            "seconds after which the database stops a statement; 0 for never, and then no start-up"
                    + " option is sent (below)");

    public static final Key<Integer> DATABASE_STARTUP_TIMEOUT = Key.number(
            "DATABASE_STARTUP_TIMEOUT",
            "60",
            0,
            86_400,
            "seconds to wait for the database at the start, with a message at each attempt");

    public static final Key<Boolean> DATABASE_ECHO =
            Key.truth("DATABASE_ECHO", "false", "log every statement with its time; parameters are never logged");

    public static final Key<Integer> DATABASE_SLOW_QUERY_MS = Key.number(
            "DATABASE_SLOW_QUERY_MS",
            "200",
            0,
            86_400_000,
            "log a statement that takes so many milliseconds, with what asked for it, tenant, user and text;"
                    + " parameters are never logged. 0 for none");

    public static final Key<String> HOST =
            Key.of("HOST", "127.0.0.1", "an address", text -> text, "the address to listen on; `0.0.0.0` for all");

    public static final Key<Integer> PORT =
            Key.number("PORT", "8000", 0, 65_535, "the port to listen on; 0 takes a free one. `serve --port` wins");

    public static final Key<Integer> MANAGEMENT_PORT = Key.optionalNumber(
            "MANAGEMENT_PORT",
            "none",
            0,
            65_535,
            "answer `/health/detailed` and `/metrics` on this port, and no longer on `PORT`");

    public static final Key<LogFormat> LOG_FORMAT = Key.of(
            "LOG_FORMAT",
            "lines",
            "lines or json",
            text -> LogFormat.valueOf(text.toUpperCase(Locale.ROOT)),
            "how the log on the standard error is written: for people, or one JSON object a line, which"
                    + " tells tenant, user, and the trace of a caller's `traceparent` too");

    public static final Key<SecretKey> ACCESS_TOKEN_KEY = Key.optional(
            "ACCESS_TOKEN_KEY",
            "made at the first start, kept in `.ghostworks/access-token.key`",
            "at least 32 bytes as Base64",
            SecretKey::parse,
            "at least 32 random bytes as Base64, the same for all servers behind one address (`openssl rand -base64"
                    + " 32`). Another key ends all access tokens");

    public static final Key<List<SecretKey>> ACCESS_TOKEN_SIGNING_KEYS = Key.optional(
            "ACCESS_TOKEN_SIGNING_KEYS",
            "`ACCESS_TOKEN_KEY`",
            "up to ten times at least 32 bytes as Base64, divided by commas",
            Keys::secretKeys,
            "secrets like `ACCESS_TOKEN_KEY`, divided by commas, the same for all servers: access tokens are signed with the key of the first,"
                    + " and those of all are accepted, and that of `ACCESS_TOKEN_KEY`. To change it without ending a token, see"
                    + " [accounts.md](accounts.md#access-tokens)");

    public static final Key<SealKey> SEAL_KEY = Key.optional(
            "SEAL_KEY",
            "the key in `SEAL_KEY_FILE`",
            "32 to 64 bytes as Base64",
            SealKey::parse,
            "32 to 64 random bytes as Base64 (`openssl rand -base64 32`) that the database has too, the same for all"
                    + " servers. Whoever has it can be any user in any workspace: [security.md](security.md#the-seal)");

    public static final Key<Path> SEAL_KEY_FILE = Key.optional(
            "SEAL_KEY_FILE",
            "made at the first start, kept in `.ghostworks/seal.key`; one of the two is needed with `DATABASE_URL`",
            "a path",
            Path::of,
            "a file with that key, read again within a second when it changes. A server whose database has no key yet"
                    + " gives it this one, if it may (`DATABASE_MIGRATION_URL`)");

    public static final Key<Path> MAIL_DIRECTORY = Key.optional(
            "MAIL_DIRECTORY",
            "`.ghostworks/mail`",
            "a path",
            Path::of,
            "where messages to users are left as files for a mail server to pick up, without `SMTP_URL`");
    public static final Key<SmtpServer> SMTP_URL = Key.optional(
            "SMTP_URL",
            "none",
            "",
            SmtpServer::parse,
            "the mail server that takes messages to users: `smtp://user:password@host:587` (STARTTLS, which"
                    + " the server must offer), `smtps://…:465` (TLS from the start) or, for one on the same"
                    + " machine, `smtp://localhost:25?starttls=never`. Its certificate must be one that the"
                    + " Java platform trusts. What cannot be sent waits in the database for five days");
    public static final Key<InternetAddress> MAIL_FROM = Key.of(
            "MAIL_FROM",
            "Ghostworks <no-reply@localhost>",
            "an address such as Ghostworks <no-reply@example.com>",
            Keys::address,
            "who messages to users are from. Set it with `SMTP_URL`: mail servers refuse what comes from" + " nowhere");

    public static final Key<Path> BACKUP_RECEIPTS = Key.optional(
            "BACKUP_RECEIPTS",
            "`.ghostworks`",
            "a path",
            Path::of,
            "where `backup status` and `backup drill` leave their receipts (`--receipts`), for the age of the last"
                    + " backup and drill in `/metrics`: [recovery.md](recovery.md)");

    public static final Key<Integer> AUTH_ATTEMPTS_PER_MINUTE = Key.number(
            "AUTH_ATTEMPTS_PER_MINUTE",
            "10",
            1,
            1_000_000,
            "how many wrong passwords for one account cost nothing; each further one makes the"
                    + " next attempt wait longer, from 10 s to 5 minutes. **It is not a rate per minute**:"
                    + " older versions counted per minute, and the name is kept so that configurations stay"
                    + " valid. Other limits are multiples: ten times as many wrong passwords cost nothing"
                    + " from one address; ten times as many people may register from one address in an hour;"
                    + " ten times as many members may be added or invited in an hour, by one person and to one"
                    + " workspace; as many letters go to one email address in an hour, and ten times as many are"
                    + " asked for from one network address; a hundred times as many bad refresh or verification tokens,"
                    + " and API keys that are not in force, may come from"
                    + " one address in a minute. Right passwords and good tokens are not counted."
                    + " Each server counts for itself: three servers behind one address allow three times as much. See"
                    + " [security.md](security.md#what-the-server-limits)");

    public static final Key<TrustedProxies> TRUSTED_PROXIES = Key.optional(
            "TRUSTED_PROXIES",
            "none",
            "addresses or networks such as 10.0.0.0/8, 192.0.2.7",
            TrustedProxies::parse,
            "addresses and networks of the proxies in front, such as `10.0.0.0/8, 192.0.2.7`,"
                    + " whose `Forwarded` or `X-Forwarded-For` is believed. Without it everybody behind a"
                    + " proxy is one address");

    /** Those that mean nothing without a pool. */
    static final List<Key<?>> OF_A_POOL =
            List.of(DATABASE_POOL_SIZE, DATABASE_MAX_OVERFLOW, DATABASE_POOL_RECYCLE, DATABASE_POOL_TIMEOUT);

    public static final List<Key<?>> ALL = List.of(
            DATABASE_URL,
            DATABASE_SIGN_IN_URL,
            DATABASE_MIGRATION_URL,
            DATABASE_MONITOR_URL,
            DATABASE_SCRATCH_URL,
            DATABASE_POOL_SIZE,
            DATABASE_MAX_OVERFLOW,
            DATABASE_POOL_RECYCLE,
            DATABASE_POOL_TIMEOUT,
            DATABASE_POOL,
            DATABASE_STATEMENT_TIMEOUT,
            DATABASE_STARTUP_TIMEOUT,
            DATABASE_ECHO,
            DATABASE_SLOW_QUERY_MS,
            HOST,
            PORT,
            MANAGEMENT_PORT,
            LOG_FORMAT,
            ACCESS_TOKEN_KEY,
            ACCESS_TOKEN_SIGNING_KEYS,
            SEAL_KEY,
            SEAL_KEY_FILE,
            MAIL_DIRECTORY,
            SMTP_URL,
            MAIL_FROM,
            BACKUP_RECEIPTS,
            AUTH_ATTEMPTS_PER_MINUTE,
            TRUSTED_PROXIES);

    private static final int MOST_SIGNING_KEYS = 10;

    private Keys() {}

    private static InternetAddress address(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<SecretKey> secretKeys(String text) {
        String[] keys = text.split(",", -1);
        if (keys.length > MOST_SIGNING_KEYS) {
            throw new IllegalArgumentException("too many");
        }
        return Arrays.stream(keys).map(SecretKey::parse).toList();
    }

    private static boolean isPooled(String text) {
        return switch (text) {
            case "pooled" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("neither pooled nor none");
        };
    }
}
