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
    /** As in {@code simplelogger.properties}, where it is said why. */
    private static final Map<String, Level> LEVELS = Map.of(
            "io.ghostworks", Level.INFO,
            "com.zaxxer.hikari.pool.ProxyConnection", Level.SEVERE,
            "org.jooq", Level.SEVERE,
            "org.pgcodekeeper", Level.OFF);

    /** java.util.logging forgets the level of a logger that nobody holds. */
    @SuppressWarnings("unused")
    private static volatile List<Logger> held = List.of();

    private Logs() {}

    /** To be called before anything logs: SLF4J chooses once. */
    public static void write(LogFormat format) {
        System.setProperty("slf4j.provider", format.provider());
        // It would say which one it was told to take.
        System.setProperty("slf4j.internal.verbosity", "WARN");
        if (format == LogFormat.JSON) {
            writeJson();
        }
    }

    private static void writeJson() {
        // Whoever has chosen one keeps it.
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        }
        Logger root = Logger.getLogger("");
        Stream.of(root.getHandlers()).forEach(root::removeHandler);
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(new JsonFormatter());
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
