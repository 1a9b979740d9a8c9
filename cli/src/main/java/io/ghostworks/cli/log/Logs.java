package io.ghostworks.cli.log;

import java.util.List;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Sets the log up: to the standard error, warnings of everybody, and what we ourselves tell. */
public final class Logs {
    private static final Map<String, Level> LEVELS = Map.of(
            "io.ghostworks",
            Level.INFO,
            // A lost connection is reported by who needed it, in one line; Hikari would add a stack trace for each.
            "com.zaxxer.hikari.pool.ProxyConnection",
            Level.SEVERE,
            // It warns of every PostgreSQL older than the newest; ours are tested.
            "org.jooq",
            Level.SEVERE,
            // It tells every query it makes.
            "org.pgcodekeeper",
            Level.OFF);

    static {
        // Before anything logs; whoever has chosen one keeps it.
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        }
    }

    /** java.util.logging forgets the level of a logger that nobody holds. */
    @SuppressWarnings("unused")
    private static volatile List<Logger> held = List.of();

    private Logs() {}

    /** Replaces whatever was set up before. */
    public static void write(LogFormat format) {
        Logger root = Logger.getLogger("");
        Stream.of(root.getHandlers()).forEach(root::removeHandler);
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(format.formatter());
        root.setLevel(Level.WARNING);
        root.addHandler(handler);
        held = LEVELS.entrySet().stream()
                .map(entry -> {
                    Logger logger = Logger.getLogger(entry.getKey());
                    logger.setLevel(entry.getValue());
                    return logger;
                })
                .toList();
    }

    /** The words of SLF4J, in which the code speaks. */
    static String level(LogRecord record) {
        int level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }
}
