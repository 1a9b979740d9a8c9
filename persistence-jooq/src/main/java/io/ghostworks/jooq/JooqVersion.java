package io.ghostworks.jooq;

import org.jooq.Constants;

/** Says at once that an application's older jOOQ, which its build has preferred to ours, will not do. */
final class JooqVersion {

    private static final int MAJOR = 3;
    private static final int MINOR = 21;

    private JooqVersion() {}

    /** @throws UnusableDatabase if the jOOQ on the class path is older than what we are compiled with */
    static void require() {
        try {
            // Asked at run time: the compiler would put in what we are compiled with.
            require(String.valueOf(Constants.class.getField("FULL_VERSION").get(null)));
        } catch (ReflectiveOperationException beforeThereWasThatField) {
            require("of long ago");
        }
    }

    static void require(String version) {
        String[] parts = version.split("[.-]", -1);
        int major = number(parts, 0);
        if (major < MAJOR || (major == MAJOR && number(parts, 1) < MINOR)) {
            throw new UnusableDatabase(
                    "jOOQ " + version + " is on the class path, and Ghostworks needs " + MAJOR + "." + MINOR
                            + " or newer",
                    "set the version of org.jooq:jooq in the build; in Spring Boot that is the property jooq.version");
        }
    }

    private static int number(String[] parts, int at) {
        return at < parts.length && parts[at].matches("\\d{1,6}") ? Integer.parseInt(parts[at]) : 0;
    }
}
