package io.ghostworks.cli.configuration;

import java.nio.file.Path;

/** Where Ghostworks keeps what it must not forget: keys, mail, the embedded database. */
public final class Home {

    private Home() {}

    /** What the launcher says by the property {@code ghostworks.home}, else {@code .ghostworks} in the working directory. */
    public static Path get() {
        return Path.of(System.getProperty("ghostworks.home", ".ghostworks"));
    }
}
