package io.ghostworks.spring;

import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.ServerInfo;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether the database answers and accepts changes. Tells nothing of a tenant. */
final class GhostworksHealth extends AbstractHealthIndicator {

    private final Database database;

    GhostworksHealth(Database database) {
        super("the database of Ghostworks cannot be reached");
        this.database = database;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        ServerInfo server = database.server();
        health.withDetail("postgresql", server.version()).withDetail("writable", server.isWritable());
        if (server.isWritable()) {
            health.up();
        } else {
            health.outOfService();
        }
    }
}
