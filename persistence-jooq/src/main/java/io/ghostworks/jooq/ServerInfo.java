package io.ghostworks.jooq;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The PostgreSQL server, at one moment.
 *
 * @param version such as {@code 18.6}
 * @param isWritable whether it accepts changes: a standby, and a database that was made read-only, do not
 * @param replicas who streams from it; what the role may not see of them is empty
 */
public record ServerInfo(String version, boolean isWritable, List<Replica> replicas) {

    private static final String QUERY = """
            select split_part(current_setting('server_version'), ' ', 1), r.application_name, r.state,
                   extract(epoch from r.replay_lag)::float8,
                   current_setting('transaction_read_only') = 'off'
            from (select) here left join pg_catalog.pg_stat_replication r on true""";

    public ServerInfo {
        replicas = List.copyOf(replicas);
    }

    /** @param lagSeconds how far behind it replays */
    public record Replica(Optional<String> name, Optional<String> state, Optional<Double> lagSeconds) {}

    static ServerInfo read(DSLContext dsl) {
        var rows = dsl.fetch(QUERY);
        List<Replica> replicas = rows.stream()
                .map(row -> new Replica(
                        Optional.ofNullable(row.get(1, String.class)),
                        Optional.ofNullable(row.get(2, String.class)),
                        Optional.ofNullable(row.get(3, Double.class))))
                .filter(replica -> replica.name().isPresent() || replica.state().isPresent())
                .toList();
        return new ServerInfo(
                rows.getFirst().get(0, String.class), rows.getFirst().get(4, Boolean.class), replicas);
    }
}
