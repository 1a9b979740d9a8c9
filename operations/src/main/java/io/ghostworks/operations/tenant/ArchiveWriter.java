package io.ghostworks.operations.tenant;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Writes a tar whose members' sizes nobody knows before they are written: each header is written twice, the second time with the size. So
 * nothing is read twice or kept elsewhere, and the file has to be one that can be written at any place.
 */
final class ArchiveWriter {
    private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;
    private static final int BUFFER = 256 * 1024;
    private static final ZipEncoding UTF_8 = ZipEncodingHelper.getZipEncoding("UTF-8");

    private final SeekableByteChannel file;
    private final Instant time;
    private final LongConsumer written;

    /** @param written told how many bytes are there, now and then */
    ArchiveWriter(SeekableByteChannel file, Instant time, LongConsumer written) {
        this.file = file;
        this.time = time;
        this.written = written;
    }

    /** Writes the bytes of a member. */
    @FunctionalInterface
    interface Content {
        /** @return the number of rows */
        long writeTo(OutputStream out) throws IOException, SQLException;
    }

    /** What was written. */
    record Member(long rows, long bytes, String sha256) {}

    Member add(String name, Content content) throws IOException, SQLException {
        long header = file.position();
        writeHeader(name, 0);
        MessageDigest digest = sha256();
        long start = file.position();
        OutputStream out = new BufferedOutputStream(new Digested(Channels.newOutputStream(file), digest), BUFFER);
        long rows = content.writeTo(out);
        out.flush();
        long end = file.position();
        pad(end);
        long next = file.position();
        file.position(header);
        writeHeader(name, end - start);
        file.position(next);
        return new Member(rows, end - start, HexFormat.of().formatHex(digest.digest()));
    }

    Member add(String name, byte[] content) throws IOException, SQLException {
        return add(name, out -> {
            out.write(content);
            return 1;
        });
    }

    /** Two empty blocks are the end of a tar. */
    void end() throws IOException {
        write(ByteBuffer.allocate(2 * BLOCK));
    }

    private void writeHeader(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(0100600);
        entry.setModTime(FileTime.from(time));
        byte[] header = new byte[BLOCK];
        // In the form of GNU and star a size beyond 8 GiB needs no further header.
        entry.writeEntryHeader(header, UTF_8, true);
        write(ByteBuffer.wrap(header));
    }

    private void pad(long end) throws IOException {
        write(ByteBuffer.allocate((int) ((BLOCK - end % BLOCK) % BLOCK)));
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts and digests what goes through in large pieces. */
    private final class Digested extends FilterOutputStream {
        private final MessageDigest digest;

        Digested(OutputStream out, MessageDigest digest) {
            super(out);
            this.digest = digest;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            written.accept(file.position());
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }
    }
}
