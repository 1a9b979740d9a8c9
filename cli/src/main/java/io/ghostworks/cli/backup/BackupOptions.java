package io.ghostworks.cli.backup;

import io.ghostworks.cli.configuration.Home;
import io.ghostworks.operations.backup.BackupTool;
import io.ghostworks.operations.backup.PgBackRest;
import io.ghostworks.operations.backup.Programs;
import io.ghostworks.operations.backup.Receipts;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where backups are. */
public final class BackupOptions {
    @Option(
            names = "--stanza",
            paramLabel = "NAME",
            defaultValue = "ghostworks",
            description = "pgBackRest's name of the database server (default: ${DEFAULT-VALUE}).")
    private String stanza = "ghostworks";

    @Option(
            names = "--pgbackrest-config",
            paramLabel = "FILE",
            description = "pgBackRest's configuration (default: its own place, /etc/pgbackrest).")
    private @Nullable Path configuration;

    @Option(
            names = "--run-as",
            paramLabel = "USER",
            description =
                    "Run pgBackRest and PostgreSQL as this user of the machine, which takes root (default: whoever"
                            + " runs this).")
    private @Nullable String user;

    @Option(
            names = "--receipts",
            paramLabel = "DIRECTORY",
            description =
                    "Where to leave the signed receipt, which the server's metrics read (default: $$GHOSTWORKS_HOME).")
    private @Nullable Path receipts;

    Receipts receipts() {
        return new Receipts(Optional.ofNullable(receipts).orElseGet(Home::get));
    }

    /** Who runs the programs. */
    public Programs programs() {
        return new Programs(Optional.ofNullable(user));
    }

    /** Where backups are. */
    public BackupTool tool() {
        return new PgBackRest(programs(), stanza, Optional.ofNullable(configuration));
    }
}
