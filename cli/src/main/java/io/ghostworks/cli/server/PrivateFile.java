package io.ghostworks.cli.server;

import io.ghostworks.crypto.SecretKey;
import io.ghostworks.migrations.command.Exit;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read. */
final class PrivateFile {

    private PrivateFile() {}

    /** The key in the file; a new one is made and kept there if there is no file. */
    static SecretKey key(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file, SecretKey.random().text() + "\n");
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

    /** Creates the file whole or not at all; leaves one that is there already as it is. */
    static void create(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, file.getFileName().toString(), ".new", ownerOnly());
        try {
            Files.writeString(whole, text);
            // A link, unlike a move, does not replace what another server has put there meanwhile.
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // That one is as good.
        } finally {
            Files.delete(whole);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
