package io.ghostworks.api;

import io.ghostworks.ImportLine;
import io.ghostworks.error.Invalid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, one artifact each, read as they are asked for. Blank lines are passed over and counted. */
final class JsonLines implements Iterator<ImportLine> {

    private static final Set<String> FIELDS = Set.of("name", "description", "tags", "metadata");
    /** An artifact at its limits has less; a longer line is bad, and read past without keeping it. */
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int filled;
    private long number;
    private @Nullable ImportLine next;
    private boolean ended;

    JsonLines(InputStream in) {
        this.in = in;
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            next = readLine();
        }
        return next != null;
    }

    @Override
    public ImportLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ImportLine line = next;
        next = null;
        return line;
    }

    /** The next line; null for a blank one. */
    private @Nullable ImportLine readLine() {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                ended = true;
                break;
            }
            if (line.size() < MAX_LINE_BYTES) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
        return tooLong
                ? new ImportLine.Bad(number, "too_large", "The line is longer than 1 MiB.")
                : parse(line.toByteArray());
    }

    private @Nullable ImportLine parse(byte[] line) {
        if (isBlank(line)) {
            return null;
        }
        try {
            return new ImportLine.Good(number, ArtifactRoutes.content(JsonBody.parse(line, FIELDS)), line.length);
        } catch (MalformedRequest malformed) {
            return new ImportLine.Bad(number, "malformed_request", String.valueOf(malformed.getMessage()));
        } catch (Invalid invalid) {
            return new ImportLine.Bad(number, invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private int read() {
        if (position == filled) {
            try {
                filled = in.read(buffer);
            } catch (IOException e) {
                throw new CallerGone(e);
            }
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }
}
