package io.ghostworks.migrations.command;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Commands under {@code ghostworks db} that are on no production class path: those that write and check migrations. Found
 * by {@link ServiceLoader}. They end with the codes of {@link Exit}.
 */
public interface CommandProvider {
    /** Those of all providers on the class path, in no particular order. */
    static List<Object> find(DatabaseChoice databases) {
        return ServiceLoader.load(CommandProvider.class, CommandProvider.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().databaseCommands(databases).stream())
                .toList();
    }

    /**
     * New objects, each annotated as a command of picocli. They may throw {@link DatabaseProblem}.
     *
     * @param databases how a command gets at the database it is told to work on
     */
    List<Object> databaseCommands(DatabaseChoice databases);
}
