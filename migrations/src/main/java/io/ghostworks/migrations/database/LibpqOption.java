package io.ghostworks.migrations.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option of libpq's connection strings (PostgreSQL 18, chapter 32.1.2) that pgjdbc calls otherwise, or does not have.
 * docs/configuration.md has the same table.
 *
 * @param jdbc pgjdbc's name, or null where there is none: then only the values that change nothing are taken
 * @param values pgjdbc's value for each of libpq's; empty when any value is the same there
 * @param hint what to write instead
 */
record LibpqOption(String name, @Nullable String jdbc, Map<String, String> values, String hint) {
    static final List<LibpqOption> ALL = List.of(
            renamed("application_name", "ApplicationName", Map.of()),
            renamed("connect_timeout", "connectTimeout", Map.of()),
            renamed("keepalives", "tcpKeepAlive", Map.of("1", "true", "0", "false")),
            renamed("channel_binding", "channelBinding", same("disable", "prefer", "require")),
            renamed("require_auth", "requireAuth", Map.of()),
            renamed("gssencmode", "gssEncMode", same("disable", "prefer", "require")),
            renamed("krbsrvname", "kerberosServerName", Map.of()),
            renamed("sslnegotiation", "sslNegotiation", same("postgres", "direct")),
            renamed("load_balance_hosts", "loadBalanceHosts", Map.of("disable", "false", "random", "true")),
            // pgjdbc's primary is a server where transactions may write, and secondary one where they may not.
            renamed(
                    "target_session_attrs",
                    "targetServerType",
                    Map.of(
                            "any", "any",
                            "read-write", "primary",
                            "primary", "primary",
                            "read-only", "secondary",
                            "standby", "secondary",
                            "prefer-standby", "preferSecondary")),
            absent("client_encoding", "it always is UTF8", "UTF8", "utf8", "UTF-8", "utf-8", "auto"),
            absent("sslcompression", "there is none", "0"),
            absent("sslsni", "the host's name is always sent", "1"),
            absent("sslcertmode", "give sslcert and sslkey, or leave them out", "allow"),
            absent("gssdelegation", "credentials are not delegated", "0"),
            absent("requiressl", "write sslmode=require", "0"),
            absent("hostaddr", "write the address as the host"),
            absent("passfile", "the file is that of PGPASSFILE, or ~/.pgpass"),
            absent("servicefile", "the file is that of PGSERVICEFILE, or ~/.pg_service.conf"),
            absent("keepalives_idle", "keepalives=1 takes the operating system's times"),
            absent("keepalives_interval", "keepalives=1 takes the operating system's times"),
            absent("keepalives_count", "keepalives=1 takes the operating system's times"),
            absent("tcp_user_timeout", "write socketTimeout, in seconds"),
            absent("sslcrl", "revoked certificates are not checked"),
            absent("sslcrldir", "revoked certificates are not checked"),
            absent("sslkeylogfile", "leave it out"),
            absent("requirepeer", "it is for Unix sockets"),
            absent("ssl_min_protocol_version", "set jdk.tls.client.protocols in JAVA_TOOL_OPTIONS"),
            absent("ssl_max_protocol_version", "set jdk.tls.client.protocols in JAVA_TOOL_OPTIONS"),
            absent("min_protocol_version", "leave it out"),
            absent("max_protocol_version", "leave it out"),
            absent("scram_client_key", "give the password"),
            absent("scram_server_key", "give the password"),
            absent("oauth_issuer", "OAuth is not supported"),
            absent("oauth_client_id", "OAuth is not supported"),
            absent("oauth_client_secret", "OAuth is not supported"),
            absent("oauth_scope", "OAuth is not supported"));

    static Optional<LibpqOption> named(String name) {
        return ALL.stream().filter(option -> option.name.equals(name)).findFirst();
    }

    /** pgjdbc's value, or empty when there is nothing to tell it. */
    Optional<String> translate(String value) {
        if (jdbc != null && values.isEmpty()) {
            return Optional.of(value);
        }
        if (!values.containsKey(value)) {
            throw DatabaseUrlParser.malformed(
                    jdbc == null
                            ? "has the option " + name + ", which pgjdbc cannot honour (" + hint + ")"
                            : "has a " + name + " that is none of "
                                    + String.join(", ", new TreeSet<>(values.keySet())));
        }
        return Optional.ofNullable(values.get(value)).filter(translated -> !translated.isEmpty());
    }

    private static LibpqOption renamed(String name, String jdbc, Map<String, String> values) {
        return new LibpqOption(name, jdbc, values, "");
    }

    private static LibpqOption absent(String name, String hint, String... harmless) {
        Map<String, String> values = new HashMap<>();
        for (String value : harmless) {
            values.put(value, "");
        }
        return new LibpqOption(name, null, Map.copyOf(values), hint);
    }

    private static Map<String, String> same(String... values) {
        return List.of(values).stream().collect(Collectors.toUnmodifiableMap(v -> v, v -> v));
    }
}
