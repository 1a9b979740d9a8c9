package io.ghostworks.cli.server;

import io.ghostworks.cli.configuration.PrivateFile;
import io.ghostworks.crypto.SecretKey;
import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secret of a server that was given none. */
final class AccessTokenKey {

    private AccessTokenKey() {}

    /** The key in the file; a new one is made and kept there if there is no file. */
    static SecretKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.create(file, SecretKey.random().text() + "\n");
            }
            return SecretKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new StartFailure(
                    Exit.MACHINE, "The key file " + file + " cannot be read or written: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    Exit.MACHINE,
                    "The key file " + file + " holds no key. Delete it to get a new one; all log-ins end.",
                    e);
        }
    }
}
