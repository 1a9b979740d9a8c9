package io.ghostworks.build;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs for this machine, unpacked once per user and release. The directory gets its name when it is
 * complete, so there is no half of one, and two that unpack at the same time both succeed.
 */
final class Binaries {
    private Binaries() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path home() throws IOException {
        byte[] archive = archive();
        Path parent = UserCache.directory().resolve("postgresql");
        OwnerOnly.directories(parent);
        Path home = parent.resolve(name(archive));
        if (!Files.isDirectory(home)) {
            Path unpacked = Files.createTempDirectory(parent, "unpacking-");
            try {
                unpack(archive, unpacked);
                Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Where the directory is there now, another process was faster, with the same content.
                Trees.delete(unpacked);
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
        }
        return home;
    }

    private static byte[] archive() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("windows") ? "Windows" : os.contains("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return stream.readAllBytes();
        } catch (IllegalStateException e) {
            throw new IOException(
                    "there is no embedded PostgreSQL for " + system + " on " + machine
                            + "; set DATABASE_URL to a server of your own",
                    e);
        }
    }

    /** Tells releases apart and guards against nobody, so a checksum will do, which costs a start less. */
    private static String name(byte[] archive) {
        CRC32 checksum = new CRC32();
        checksum.update(archive);
        return HexFormat.of().toHexDigits((int) checksum.getValue()) + "-" + archive.length;
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive of PostgreSQL names a path outside of it: " + entry.getName());
                }
                unpack(entries, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream entries, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling(""));
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(entries, path);
        if (entry.getName().matches("(\\./)?bin/.*") && !path.toFile().setExecutable(true)) {
            throw new IOException(path + " can't be made executable");
        }
    }
}
