package io.ghostworks.authoring.command;

import io.ghostworks.migrations.command.CommandProvider;
import io.ghostworks.migrations.command.DatabaseChoice;
import java.time.Clock;
import java.util.List;

/** Those that write and check migrations. */
public final class AuthoringCommands implements CommandProvider {
    /** For {@link java.util.ServiceLoader}. */
    public AuthoringCommands() {}

    @Override
    public List<Object> databaseCommands(DatabaseChoice databases) {
        Clock clock = Clock.systemUTC();
        return List.of(
                new NewCommand(clock),
                new DiffCommand(clock),
                new CheckCommand(),
                new MergeCommand(clock),
                new DriftCommand(databases));
    }
}
