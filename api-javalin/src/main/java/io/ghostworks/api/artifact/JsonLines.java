package io.ghostworks.api.artifact;

import io.ghostworks.ImportLine;
import io.ghostworks.api.web.CallerGone;
import io.ghostworks.api.web.JsonBody;
import io.ghostworks.api.web.MalformedRequest;
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
    /** The fields of an artifact, and those that an export adds because the server decides them. */
    private static final Set<String> EXPORTED_FIELDS = Set.of(
            "id",
            "name",
            "description",
            "tags",
            "metadata",
            "created_by",
            "is_active",
            "version",
            "created_at",
            "updated_at");
    /** An artifact at its limits has less; a longer line is bad, and read past without keeping it. */
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private final InputStream in;
    private final Set<String> fields;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int filled;
    /** The beginning of a line whose end is not in the buffer yet. */
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    private boolean tooLong;
    private long number;
    private @Nullable ImportLine next;
    private boolean ended;

    /** @param exported whether a line may be one of an export, of which only the content is taken */
    JsonLines(InputStream in, boolean exported) {
        this.in = in;
        this.fields = exported ? EXPORTED_FIELDS : FIELDS;
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
        beginning.reset();
        tooLong = false;
        int end = endOfLine();
        while (end < 0) {
            keep(filled);
            if (!fill()) {
                ended = true;
                return line(beginning.toByteArray(), 0, beginning.size());
            }
            end = endOfLine();
        }
        int start = position;
        boolean whole = beginning.size() == 0 && !tooLong;
        if (!whole) {
            keep(end);
        }
        position = end + 1;
        return whole ? line(buffer, start, end - start) : line(beginning.toByteArray(), 0, beginning.size());
    }

    /** Where the next line feed is in the buffer, or -1. */
    private int endOfLine() {
        for (int i = position; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void keep(int end) {
        int length = end - position;
        if (beginning.size() + length > MAX_LINE_BYTES) {
            tooLong = true;
        } else {
            beginning.write(buffer, position, length);
        }
    }

    private boolean fill() {
        try {
            position = 0;
            filled = Math.max(0, in.read(buffer));
            return filled > 0;
        } catch (IOException e) {
            throw new CallerGone(e);
        }
    }

    private @Nullable ImportLine line(byte[] bytes, int first, int size) {
        int mark = number == 1 ? byteOrderMark(bytes, first, size) : 0;
        int start = first + mark;
        int length = size - mark;
        if (tooLong) {
            return new ImportLine.Bad(number, "too_large", "The line is longer than 1 MiB.");
        }
        if (isBlank(bytes, start, length)) {
            return null;
        }
        try {
            return new ImportLine.Good(
                    number, ArtifactRoutes.content(JsonBody.parse(bytes, start, length, number, fields)), length);
        } catch (MalformedRequest malformed) {
            return new ImportLine.Bad(number, "malformed_request", what(malformed));
        } catch (Invalid invalid) {
            return new ImportLine.Bad(number, invalid.code(), String.valueOf(invalid.getMessage()));
        }
    }

    private static String what(MalformedRequest malformed) {
        return malformed.violations().isEmpty()
                ? String.valueOf(malformed.getMessage())
                : String.valueOf(new Invalid(malformed.violations()).getMessage());
    }

    /** How many bytes of a byte order mark are at the beginning of the file: three or none. */
    private static int byteOrderMark(byte[] bytes, int start, int length) {
        return length >= 3
                        && bytes[start] == (byte) 0xEF
                        && bytes[start + 1] == (byte) 0xBB
                        && bytes[start + 2] == (byte) 0xBF
                ? 3
                : 0;
    }

    private static boolean isBlank(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
