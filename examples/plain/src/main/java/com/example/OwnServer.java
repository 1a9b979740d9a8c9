package com.example;

import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;

/** A PostgreSQL that is there to stay. docs/embedding.md shows the bodies. */
final class OwnServer {

    private OwnServer() {}

    /** Once, with an administrator's address of any database of the server. */
    static void prepare(DatabaseUrl admin, String appPassword, String signInPassword) {
        Provisioning wanted =
                new Provisioning("ghostworks", "ghostworks_app", appPassword, "ghostworks_sign_in", signInPassword);
        new Provisioner(admin).provision(wanted);
    }

    /** At every start: returns at once when there is nothing to do, and of several servers one at a time works. */
    static void migrate(DatabaseUrl admin, SealKey key) {
        new Migrator(admin.withDatabase("ghostworks")).upgrade();
        new SealKeys(admin.withDatabase("ghostworks")).add(key.bytes());
    }

    /** Once a process. */
    static Database open(String jdbcUrl, String appPassword, String signInPassword, SealKey key) {
        DatabaseSettings settings = DatabaseSettings.of(jdbcUrl, "ghostworks_app", appPassword)
                .withSignIn(jdbcUrl, "ghostworks_sign_in", signInPassword);
        return Database.open(settings, key);
    }
}
