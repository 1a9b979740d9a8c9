package io.ghostworks.migrations;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Commands under {@code ghostworks db} that are on no production class path: those that write and check migrations. Found
 * by {@link ServiceLoader}.
 */
public interface CommandProvider {
    /** Those of all providers on the class path, in no particular order. */
    static List<Object> find() {
        return ServiceLoader.load(CommandProvider.class, CommandProvider.class.getClassLoader()).stream()
                .flatMap(provider -> provider.get().databaseCommands().stream())
                .toList();
    }

    /** New objects, each annotated as a command of picocli. */
    List<Object> databaseCommands();
}
