package io.ghostworks.jooq;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The PostgreSQL server, at one moment.
 *
 * @param version such as {@code 18.6}
 * @param isWritable whether it accepts changes: a standby, and a database that was made read-only, do not; nor does one
 *     that within the last 30 seconds had no room or no resources for a change
 * @param trustsParameter whether tenant contexts are kept in a parameter that one role alone may set; otherwise in a sealed
 *     setting, which is as safe and slower
 * @param replicas who streams from it; what the role may not see of them is empty
 */
public record ServerInfo(String version, boolean isWritable, boolean trustsParameter, List<Replica> replicas) {

    /** Whether the role may ask about others' sessions too: db init takes that from everybody but monitors. */
    private static final String SERVER = """
            select split_part(current_setting('server_version'), ' ', 1),
                   current_setting('transaction_read_only') = 'off',
                   has_function_privilege('pg_catalog.pg_stat_get_activity(integer)', 'execute'),
                   coalesce(has_parameter_privilege(to_regrole('ghostworks_seal'), 'backtrace_functions', 'SET'), false)""";

    private static final String REPLICAS = """
            select application_name, state, extract(epoch from replay_lag)::float8
            from pg_catalog.pg_stat_replication""";

    public ServerInfo {
        replicas = List.copyOf(replicas);
    }

    /** @param lagSeconds how far behind it replays */
    public record Replica(Optional<String> name, Optional<String> state, Optional<Double> lagSeconds) {}

    ServerInfo refusingChanges() {
        return new ServerInfo(version, false, trustsParameter, replicas);
    }

    static ServerInfo read(DSLContext dsl) {
        var server = dsl.fetchSingle(SERVER);
        List<Replica> replicas = server.get(2, Boolean.class) ? replicas(dsl) : List.of();
        return new ServerInfo(
                server.get(0, String.class), server.get(1, Boolean.class), server.get(3, Boolean.class), replicas);
    }

    private static List<Replica> replicas(DSLContext dsl) {
        return dsl.fetch(REPLICAS).stream()
                .map(row -> new Replica(
                        Optional.ofNullable(row.get(0, String.class)),
                        Optional.ofNullable(row.get(1, String.class)),
                        Optional.ofNullable(row.get(2, Double.class))))
                .filter(replica -> replica.name().isPresent() || replica.state().isPresent())
                .toList();
    }
}
