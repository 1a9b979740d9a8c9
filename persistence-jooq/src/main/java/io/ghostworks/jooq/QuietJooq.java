package io.ghostworks.jooq;

import java.sql.SQLException;
import org.jooq.Log;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;

/** Loads jOOQ without its banner, its tip of the day and its opinion of the server's version: they belong in nobody else's log. */
final class QuietJooq {

    private static final String[] LOUD = {"org.jooq.no-logo", "org.jooq.no-tips"};

    private QuietJooq() {}

    /** jOOQ asks these properties once, when it renders for the first time. What was set stays as it was. */
    static void load() {
        String[] before = new String[LOUD.length];
        for (int i = 0; i < LOUD.length; i++) {
            before[i] = System.getProperty(LOUD[i], "");
            System.setProperty(LOUD[i], "true");
        }
        DSL.using(SQLDialect.POSTGRES).render(DSL.selectOne());
        for (int i = 0; i < LOUD.length; i++) {
            if (before[i].isEmpty()) {
                System.clearProperty(LOUD[i]);
            } else {
                System.setProperty(LOUD[i], before[i]);
            }
        }
        passOverTheVersion();
    }

    /**
     * jOOQ compares the version of the first server that it meets in a JVM with those that it was made for, and warns of older
     * ones, which ours are tested with. The first that it meets here is none at all, at a moment when only warnings are logged.
     * What it logs can be limited for all of jOOQ alone, and the limit not be asked for; afterwards it is the default again.
     */
    private static void passOverTheVersion() {
        JooqLogger.globalThreshold(Log.Level.WARN);
        try (MockConnection none = new MockConnection(context -> new MockResult[] {new MockResult(0)})) {
            DSL.using(none, SQLDialect.POSTGRES).execute("select");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            JooqLogger.globalThreshold(Log.Level.TRACE);
        }
    }
}
