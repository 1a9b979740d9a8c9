package io.ghostworks.cli.log;

/** How the log is written, and by what: SLF4J's own binding for lines, the JDK's for what that one can't do. */
public enum LogFormat {
    /** For people: a line, and a stack trace below where there is one. Set up in {@code simplelogger.properties}. */
    LINES("org.slf4j.simple.SimpleServiceProvider"),
    /** For machines: a JSON object in a line. */
    JSON("org.slf4j.jul.JULServiceProvider");

    private final String provider;

    LogFormat(String provider) {
        this.provider = provider;
    }

    /** The class that SLF4J is to take. */
    String provider() {
        return provider;
    }
}
