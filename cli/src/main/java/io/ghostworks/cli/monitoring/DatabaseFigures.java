package io.ghostworks.cli.monitoring;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL tells of itself at one moment.
 *
 * @param values by name; what the role may not see, or this server does not have, is missing
 * @param tables the largest, at most {@link #MOST}
 * @param replicas who streams from it, at most {@link #MOST}
 * @param slots at most {@link #MOST}
 */
record DatabaseFigures(Map<String, Double> values, List<Row> tables, List<Row> replicas, List<Row> slots) {
    /** So many values a label may have. */
    static final int MOST = 50;

    static final DatabaseFigures NONE = new DatabaseFigures(Map.of(), List.of(), List.of(), List.of());

    private static final String DATABASE = """
        select pg_database_size(current_database()) as size_bytes, d.xact_commit as commits, d.xact_rollback as rollbacks,
          d.blks_hit as blocks_hit, d.blks_read as blocks_read, d.deadlocks, d.temp_bytes,
          current_setting('max_connections')::int as max_connections, d.numbackends as connections,
          case when pg_is_in_recovery() then 1 else 0 end as in_recovery,
          age(b.datfrozenxid) as transaction_id_age,
          case when pg_is_in_recovery() then null else pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') end as wal_bytes
        from pg_stat_database d join pg_database b on b.oid = d.datid where d.datname = current_database()""";

    private static final String ARCHIVER = """
        select a.archived_count as archived, a.failed_count as archive_failures,
          extract(epoch from clock_timestamp() - a.last_archived_time) as last_archived_age,
          case when current_setting('archive_mode') = 'off' then 0 else 1 end as archiving
        from pg_stat_archiver a""";

    /** PostgreSQL 17 moved them. */
    private static final String CHECKPOINTS = """
        select num_timed as checkpoints_timed, num_requested as checkpoints_requested from pg_stat_checkpointer""";

    private static final String CHECKPOINTS_16 = """
        select checkpoints_timed, checkpoints_req as checkpoints_requested from pg_stat_bgwriter""";

    private static final int CHECKPOINTER = 17;

    /** Sessions and replicas stand behind one function, which db init takes from everybody but monitors. */
    private static final String SEES_SESSIONS = """
        select has_function_privilege('pg_catalog.pg_stat_get_activity(integer)', 'execute')
          and pg_has_role('pg_read_all_stats', 'usage')""";

    private static final String SESSIONS = """
        select coalesce(max(extract(epoch from clock_timestamp() - s.xact_start)), 0) as oldest_transaction,
          count(*) filter (where s.wait_event_type = 'Lock') as lock_waiters,
          count(*) filter (where s.state = 'active') as active, count(*) filter (where s.state = 'idle') as idle,
          count(*) filter (where s.state like 'idle in transaction%') as idle_in_transaction
        from pg_stat_activity s
        where s.datname = current_database() and s.backend_type = 'client backend' and s.pid <> pg_backend_pid()""";

    /** From the catalogue, as of the last vacuum or analyze: asking for the files' size waits for whoever has the table locked. */
    private static final String TABLES = """
        select t.schemaname || '.' || t.relname,
          current_setting('block_size')::bigint * (c.relpages + coalesce(o.relpages, 0) + (select coalesce(sum(i.relpages), 0)
            from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid in (c.oid, c.reltoastrelid))),
          t.n_live_tup, t.n_dead_tup,
          extract(epoch from clock_timestamp() - greatest(t.last_analyze, t.last_autoanalyze))
        from pg_stat_user_tables t join pg_class c on c.oid = t.relid left join pg_class o on o.oid = c.reltoastrelid
        order by 2 desc, 1 limit %d""".formatted(MOST);

    /** Of several with one name the one that is furthest behind: a number of theirs would be a new label after each reconnect. */
    private static final String REPLICAS = """
        select coalesce(nullif(r.application_name, ''), 'unnamed'), max(extract(epoch from coalesce(r.replay_lag, '0'))),
          max(pg_wal_lsn_diff(pg_current_wal_lsn(), r.replay_lsn))
        from pg_stat_replication r where r.state is not null and not pg_is_in_recovery() group by 1 order by 1 limit %d""".formatted(MOST);

    private static final String SLOTS = """
        select s.slot_name::text, case when s.active then 1 else 0 end,
          case when pg_is_in_recovery() then null else pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn) end
        from pg_replication_slots s order by 1 limit %d""".formatted(MOST);

    /** One value of a label with its figures. */
    record Row(String label, List<Double> figures) {}

    DatabaseFigures {
        values = Map.copyOf(values);
        tables = List.copyOf(tables);
        replicas = List.copyOf(replicas);
        slots = List.copyOf(slots);
    }

    double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /**
     * Asks for all of it.
     *
     * @throws SQLException if the server does not answer in time
     */
    static DatabaseFigures read(Questions questions) throws SQLException {
        Map<String, Double> values = new HashMap<>(questions.values(DATABASE));
        values.putAll(questions.values(ARCHIVER));
        values.putAll(questions.values(questions.majorVersion() >= CHECKPOINTER ? CHECKPOINTS : CHECKPOINTS_16));
        boolean seesSessions = questions.isTrue(SEES_SESSIONS);
        if (seesSessions) {
            values.putAll(questions.values(SESSIONS));
        }
        return new DatabaseFigures(
                values,
                questions.rows(TABLES),
                seesSessions ? questions.rows(REPLICAS) : List.of(),
                questions.rows(SLOTS));
    }
}
