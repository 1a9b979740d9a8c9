package io.ghostworks.cli.server;

import io.ghostworks.cli.configuration.ConfigurationError;
import io.ghostworks.cli.configuration.Keys;
import io.ghostworks.cli.configuration.ServerSettings;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.database.LocalDatabase;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The database of this server: the configured one, or an embedded one that this server starts and stops.
 *
 * @param app for the server's statements inside tenants
 * @param signIn for what signs people in
 * @param migration for changes of the schema
 * @param embedded what was started; empty for a configured one
 */
record RunningDatabase(
        DatabaseUrl app, DatabaseUrl signIn, DatabaseUrl migration, Optional<LocalDatabase.Running> embedded)
        implements AutoCloseable {

    /** @param ephemeral whether an embedded one starts empty and leaves nothing behind */
    static RunningDatabase of(ServerSettings settings, SecretKey secret, boolean ephemeral) {
        return settings.find(Keys.DATABASE_URL)
                .map(url -> new RunningDatabase(
                        url,
                        settings.find(Keys.DATABASE_SIGN_IN_URL).orElseThrow(),
                        settings.find(Keys.DATABASE_MIGRATION_URL).orElse(url),
                        Optional.empty()))
                .orElseGet(() -> embedded(settings.home().resolve("postgres"), secret, ephemeral));
    }

    private static RunningDatabase embedded(Path directory, SecretKey secret, boolean ephemeral) {
        LocalDatabase local = LocalDatabase.find()
                .orElseThrow(() -> new ConfigurationError(
                        "DATABASE_URL is not set, and this installation has no embedded PostgreSQL."));
        LocalDatabase.Running running = local.start(directory, ephemeral);
        running.stayUntilClosed();
        Provisioning wanted = new Provisioning(
                Provisioning.DEFAULT_DATABASE,
                Provisioning.DEFAULT_APP_ROLE,
                password(secret, "database password"),
                Provisioning.SIGN_IN_ROLE,
                password(secret, "sign-in password"));
        DatabaseUrl app = new Provisioner(running.admin()).provision(wanted);
        return new RunningDatabase(
                app,
                app.withUser(wanted.signInRole(), wanted.signInPassword()),
                running.admin().withDatabase(wanted.database()),
                Optional.of(running));
    }

    private static String password(SecretKey secret, String purpose) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.derive(purpose));
    }

    @Override
    public void close() {
        embedded.ifPresent(LocalDatabase.Running::close);
    }
}
