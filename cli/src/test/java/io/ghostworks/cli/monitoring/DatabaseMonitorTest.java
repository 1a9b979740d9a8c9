package io.ghostworks.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.cli.monitoring.DatabaseFigures.Row;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabaseMonitorTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void tellsReplicasAndSlotsByName() {
        try (DatabaseMonitor monitor = new DatabaseMonitor(DatabaseUrl.of("127.0.0.1", 1, "x", "x", "x"), registry)) {
            monitor.show(new DatabaseFigures(
                    Map.of(),
                    List.of(),
                    List.of(new Row("near", List.of(1.5, 2_048.0))),
                    List.of(new Row("spare", List.of(0.0, 4_096.0)))));
        }

        assertThat(registry.scrape())
                .contains(
                        "ghostworks_database_replication_lag_seconds{replica=\"near\"} 1.5",
                        "ghostworks_database_replication_lag_bytes{replica=\"near\"} 2048.0",
                        "ghostworks_database_slot_active{slot=\"spare\"} 0.0",
                        "ghostworks_database_slot_retained_bytes{slot=\"spare\"} 4096.0");
    }

    @Test
    void forgetsAReplicaThatIsGone() {
        try (DatabaseMonitor monitor = new DatabaseMonitor(DatabaseUrl.of("127.0.0.1", 1, "x", "x", "x"), registry)) {
            monitor.show(new DatabaseFigures(
                    Map.of(), List.of(), List.of(new Row("near", List.of(1.5, 2_048.0))), List.of()));
            monitor.show(DatabaseFigures.NONE);
        }

        assertThat(registry.scrape()).doesNotContain("near");
    }

    @Test
    @Timeout(60)
    void saysThatTheDatabaseIsNotUpWhenItHangsOrIsGone() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            for (int port : new int[] {silent.getLocalPort(), 1}) {
                PrometheusMeterRegistry each = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
                try (DatabaseMonitor monitor =
                        new DatabaseMonitor(DatabaseUrl.of("127.0.0.1", port, "x", "x", "x"), each)) {
                    monitor.refresh();
                }
                assertThat(each.scrape())
                        .contains("ghostworks_database_up 0.0", "ghostworks_database_lock_waiters NaN");
            }
        }
    }
}
