package io.ghostworks.jooq;

import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Loads jOOQ without its banner and its tip of the day: they belong in nobody else's log. */
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
    }
}
