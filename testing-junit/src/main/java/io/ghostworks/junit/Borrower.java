package io.ghostworks.junit;

import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.util.List;

/**
 * Who has a connection.
 *
 * @param connection what the pool gave
 * @param line of the code that asked for it, the libraries between them left out
 */
record Borrower(Connection connection, String line, String thread) {

    private static final List<String> LIBRARIES = List.of(
            "io.ghostworks.jooq.",
            "io.ghostworks.junit.PoolOfOne",
            "io.ghostworks.junit.Borrower",
            "com.zaxxer.",
            "java.",
            "javax.",
            "jdk.",
            "org.hibernate.",
            "org.jooq.",
            "org.springframework.");

    static Borrower ofThisThread(Connection connection) {
        String line = StackWalker.getInstance()
                .walk(frames -> frames.filter(Borrower::isOfTheService)
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("an unknown line"));
        return new Borrower(connection, line, Thread.currentThread().getName());
    }

    private static boolean isOfTheService(StackFrame frame) {
        return LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith);
    }

    @Override
    public String toString() {
        return "at " + line + " by the thread " + thread;
    }
}
