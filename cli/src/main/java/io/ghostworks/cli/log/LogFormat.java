package io.ghostworks.cli.log;

import java.util.logging.Formatter;

/** How the log is written. */
public enum LogFormat {
    /** For people: a line, and a stack trace below where there is one. */
    LINES {
        @Override
        Formatter formatter() {
            return new LineFormatter();
        }
    },
    /** For machines: a JSON object in a line. */
    JSON {
        @Override
        Formatter formatter() {
            return new JsonFormatter();
        }
    };

    abstract Formatter formatter();
}
