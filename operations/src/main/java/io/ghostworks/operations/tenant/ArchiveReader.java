package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * An archive whose signature holds. The manifest is not read before that; the tar's own names only have to be those that the manifest tells, and
 * nothing is unpacked.
 */
final class ArchiveReader implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    private static final long LONGEST_MANIFEST = 64L << 20;
    private static final int SIGNATURE_BYTES = 64;
    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    private final Manifest manifest;

    private ArchiveReader(Path file, TarFile tar, List<PublicKey> trusted) throws IOException {
        this.file = file;
        this.tar = tar;
        for (TarArchiveEntry entry : tar.getEntries()) {
            if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
                throw damaged("it holds something else than plain files");
            }
            if (entries.put(entry.getName(), entry) != null) {
                throw damaged("it holds a file twice");
            }
        }
        byte[] json = small(MANIFEST, LONGEST_MANIFEST);
        byte[] signature = small(SIGNATURE, SIGNATURE_BYTES);
        if (trusted.stream().noneMatch(key -> ArchiveKeys.verifies(key, json, signature))) {
            throw damaged("its signature is by none of the trusted keys, or it was changed since");
        }
        manifest = manifest(json);
        requireMembers();
    }

    /**
     * Opens an archive and verifies its signature.
     *
     * @throws OperationProblem when the file can't be read, is no archive, was signed by none of the keys, or is of a newer form
     */
    static ArchiveReader open(Path file, List<PublicKey> trusted) {
        if (!Files.isRegularFile(file)) {
            throw new OperationProblem(Exit.MACHINE, file + " is no file that can be read");
        }
        TarFile tar = tar(file);
        boolean good = false;
        try {
            ArchiveReader reader = new ArchiveReader(file, tar, trusted);
            good = true;
            return reader;
        } catch (IOException e) {
            throw damaged(file, e.getMessage() == null ? "it ends too soon" : String.valueOf(e.getMessage()), e);
        } finally {
            if (!good) {
                closeQuietly(tar);
            }
        }
    }

    private static TarFile tar(Path file) {
        try {
            return new TarFile(file);
        } catch (java.nio.file.AccessDeniedException e) {
            throw new OperationProblem(Exit.MACHINE, file + " can't be read: " + ArchiveKeys.reason(e), e);
        } catch (IOException | RuntimeException e) {
            // What the library throws on bytes that are no tar is not all declared.
            throw damaged(file, "it is no tar, or it ends too soon", e);
        }
    }

    private static void closeQuietly(TarFile tar) {
        try {
            tar.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    private Manifest manifest(byte[] json) {
        try {
            Manifest.Version version = Manifest.version(json);
            if (!version.format().equals(Manifest.FORMAT)) {
                throw damaged("it is signed, and no archive of a tenant");
            }
            if (version.number() != Manifest.VERSION) {
                throw damaged("it has the form " + version.number() + ", and this program reads " + Manifest.VERSION);
            }
            return Manifest.read(json);
        } catch (JacksonException | NullPointerException e) {
            throw damaged(file, "its manifest can't be read", e);
        }
    }

    private void requireMembers() {
        int expected = 2;
        for (Manifest.Table table : manifest.tables()) {
            TarArchiveEntry entry = entries.get(table.file());
            if (entry == null || entry.getSize() != table.bytes()) {
                throw damaged("the rows of " + table.title() + " are missing or not whole");
            }
            expected++;
        }
        if (entries.size() != expected) {
            throw damaged("it holds files that its manifest does not tell");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Reads everything once. {@code read} is told how many bytes. */
    void verify(LongConsumer read) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (Manifest.Table table : manifest.tables()) {
            try (InputStream rows = rows(table)) {
                for (int count = rows.read(buffer); count >= 0; count = rows.read(buffer)) {
                    total += count;
                    read.accept(total);
                }
            }
        }
    }

    /** The text of a table, whose end is a problem when the digest is another than the manifest tells. */
    InputStream rows(Manifest.Table table) throws IOException {
        TarArchiveEntry entry = entries.get(table.file());
        if (entry == null) {
            throw damaged("the rows of " + table.title() + " are missing");
        }
        return new Verified(new DigestInputStream(tar.getInputStream(entry), ArchiveWriter.sha256()), table);
    }

    private byte[] small(String name, long longest) throws IOException {
        TarArchiveEntry entry = entries.get(name);
        if (entry == null || entry.getSize() > longest) {
            throw damaged("it has no " + name + " as an archive of a tenant has");
        }
        try (InputStream in = tar.getInputStream(entry)) {
            byte[] content = in.readAllBytes();
            if (content.length != entry.getSize()) {
                throw damaged("it ends too soon");
            }
            return content;
        }
    }

    private OperationProblem damaged(String why) {
        return damaged(file, why, null);
    }

    private static OperationProblem damaged(Path file, String why, @Nullable Throwable cause) {
        return new OperationProblem(Exit.FOUND, file + " can't be used: " + why + "; nothing was changed", cause);
    }

    @Override
    public void close() {
        closeQuietly(tar);
    }

    private final class Verified extends FilterInputStream {
        private final MessageDigest digest;
        private final Manifest.Table table;

        Verified(DigestInputStream in, Manifest.Table table) {
            super(in);
            this.digest = in.getMessageDigest();
            this.table = table;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(bytes, offset, length);
            } catch (IOException e) {
                throw damaged(file, "the rows of " + table.title() + " can't be read: " + e.getMessage(), e);
            }
            if (count < 0 && !HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
                throw damaged("the rows of " + table.title() + " were changed since it was written");
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }
    }
}
