package io.ghostworks.migrations.command;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.nio.file.Path;
import java.util.Optional;

/** How a command finds the database that it works on. The program decides it, in one place for all commands. */
@FunctionalInterface
public interface DatabaseChoice {
    /**
     * The database that is told, else that of the configuration, else the embedded one, which is started.
     *
     * @param address what the command was told, if anything
     * @param configuration the file that the command was told to read, if any
     * @throws DatabaseProblem when an address can't be read, or there is no database at all
     */
    ChosenDatabase open(Optional<String> address, Optional<Path> configuration);
}
