package io.ghostworks.api.management;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the system can tell of itself; its records are the JSON of it. Safe for all threads. */
public interface SystemStatus {

    /** The version of Ghostworks. */
    String version();

    /** How long the server has been up. */
    Duration uptime();

    /** Asks the database now. Never throws: what fails is in the answer. */
    DatabaseStatus database();

    /** All metrics in the Prometheus text format. */
    String metrics();

    /**
     * The database as the server sees it.
     *
     * @param tenantContext where it is kept: {@code trusted_parameter} or {@code sealed_setting}
     * @param signInPool the connections of the role that signs people in; null as {@code pool} is, without pools
     * @param error why it is not usable, without any secret
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DatabaseStatus(
            String status,
            double responseTimeMs,
            @Nullable String serverVersion,
            @Nullable String schemaVersion,
            @Nullable Integer pendingMigrations,
            @Nullable String tenantContext,
            @Nullable Pool pool,
            @Nullable Pool signInPool,
            List<Replica> replication,
            @Nullable String error) {

        /** Whether requests can be served. */
        @JsonIgnore
        public boolean isHealthy() {
            return status.equals("healthy");
        }
    }

    /**
     * A server that streams from this one.
     *
     * @param lagSeconds how far behind it replays; null where it does not say
     */
    record Replica(
            @Nullable String name,
            @Nullable String state,
            @Nullable Double lagSeconds) {}

    /** How full the pool is. */
    record Pool(int size, int maxOverflow, int active, int idle, int overflow, int waiting, int total) {}
}
