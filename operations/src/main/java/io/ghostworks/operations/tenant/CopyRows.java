package io.ghostworks.operations.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the text of COPY, piece by piece, and exchanges the values of some columns. A tab or a newline in that text is never part of a value:
 * PostgreSQL writes them as {@code \t} and {@code \n}. Holds no row in memory, only a value that it may exchange.
 */
final class CopyRows {
    private static final int LONGEST_VALUE = 400;
    private static final byte[] NULL = {'\\', 'N'};

    /** For each column how its values are exchanged; null lets them through. */
    private final @Nullable UnaryOperator<String>[] columns;

    private final byte[] value = new byte[LONGEST_VALUE];
    private int valueLength;
    private int column;
    private long rows;
    private byte[] out = new byte[0];
    private int outLength;

    CopyRows(List<? extends @Nullable UnaryOperator<String>> columns) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        UnaryOperator<String>[] array = columns.toArray(new UnaryOperator[0]);
        this.columns = array;
    }

    /** Exchanges what is complete of the next piece; the result is in {@link #result} up to {@link #length}. */
    void take(byte[] piece, int length) {
        outLength = 0;
        int from = 0;
        for (int i = 0; i < length; i++) {
            byte b = piece[i];
            if (b != '\t' && b != '\n') {
                continue;
            }
            field(piece, from, i);
            put(b);
            from = i + 1;
            next(b);
        }
        if (column < columns.length && columns[column] != null) {
            keep(piece, from, length);
        } else {
            put(piece, from, length);
        }
    }

    private void field(byte[] piece, int from, int to) {
        UnaryOperator<String> exchange = columns[column];
        if (exchange == null) {
            put(piece, from, to);
            return;
        }
        keep(piece, from, to);
        if (valueLength == NULL.length && value[0] == NULL[0] && value[1] == NULL[1]) {
            put(NULL, 0, NULL.length);
        } else {
            byte[] exchanged =
                    exchange.apply(new String(value, 0, valueLength, UTF_8)).getBytes(UTF_8);
            put(exchanged, 0, exchanged.length);
        }
        valueLength = 0;
    }

    private void next(byte separator) {
        column++;
        if (separator == '\n') {
            if (column != columns.length) {
                throw malformed();
            }
            column = 0;
            rows++;
        } else if (column == columns.length) {
            throw malformed();
        }
    }

    private void keep(byte[] piece, int from, int to) {
        if (valueLength + to - from > LONGEST_VALUE) {
            throw malformed();
        }
        System.arraycopy(piece, from, value, valueLength, to - from);
        valueLength += to - from;
    }

    private void put(byte b) {
        room(1);
        out[outLength++] = b;
    }

    private void put(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, out, outLength, to - from);
        outLength += to - from;
    }

    private void room(int more) {
        if (outLength + more > out.length) {
            out = Arrays.copyOf(out, Math.max(outLength + more, out.length * 2));
        }
    }

    byte[] result() {
        return out;
    }

    int length() {
        return outLength;
    }

    /** The number of rows, of which the last one has to be complete. */
    long end() {
        if (column != 0 || valueLength != 0) {
            throw malformed();
        }
        return rows;
    }

    private static OperationProblem malformed() {
        return new OperationProblem(
                Exit.FOUND, "the archive has rows of another form than its manifest tells; nothing was changed");
    }
}
