package io.ghostworks.api.management;

import io.ghostworks.api.management.SystemStatus.DatabaseStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** Health and metrics, for machines that ask often and have no token. */
public final class SystemRoutes {

    private final SystemStatus system;

    public SystemRoutes(SystemStatus system) {
        this.system = system;
    }

    /** @param withManagement whether what tells more than "up" is answered too */
    public void addTo(RoutesConfig routes, boolean withManagement) {
        routes.get("/health", this::live);
        routes.get("/health/ready", this::ready);
        if (withManagement) {
            routes.get("/health/detailed", this::detailed);
            routes.get("/metrics", this::metrics);
        }
    }

    private void live(Context context) {
        context.json(new Live("healthy", system.version()));
    }

    private void ready(Context context) {
        DatabaseStatus database = system.database();
        context.status(database.isHealthy() ? 200 : 503).json(new Live(database.status(), system.version()));
    }

    private void detailed(Context context) {
        DatabaseStatus database = system.database();
        context.status(database.isHealthy() ? 200 : 503)
                .json(new Detailed(
                        database.status(),
                        system.version(),
                        system.uptime().toSeconds(),
                        Map.of("database", database)));
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(system.metrics());
    }

    private record Live(String status, String version) {}

    private record Detailed(String status, String version, long uptimeSeconds, Map<String, DatabaseStatus> services) {}
}
