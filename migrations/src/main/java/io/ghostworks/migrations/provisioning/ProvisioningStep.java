package io.ghostworks.migrations.provisioning;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a {@link Provisioning}, as data: to be executed, or to be shown to the person who may.
 *
 * @param place the connection it belongs on
 * @param sql one statement, without a semicolon at its end, with every name and literal quoted
 * @param unless a query that answers a row when the statement has nothing left to do; null for one to repeat always
 */
public record ProvisioningStep(
        Place place, String sql, @Nullable String unless) {
    /** Where a statement is executed. */
    public enum Place {
        /** Any database of the server: roles and databases are the server's. */
        SERVER,
        /** The database that is provisioned. */
        DATABASE
    }
}
