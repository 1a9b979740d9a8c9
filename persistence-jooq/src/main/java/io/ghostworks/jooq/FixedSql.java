package io.ghostworks.jooq;

import java.util.List;
import java.util.regex.Pattern;
import org.jooq.Context;
import org.jooq.Field;
import org.jooq.impl.CustomQueryPart;

/**
 * The text of a statement that is always the same, put together once, for what is asked so often that rendering it each time
 * would show in a profile. Each {@code ?} stands for a value, in their order. Immutable.
 */
record FixedSql(List<String> pieces) {

    private static final Pattern VALUE = Pattern.compile("\\?");

    static FixedSql of(String text) {
        return new FixedSql(List.of(VALUE.split(text, -1)));
    }

    /** For jOOQ, as a whole statement: {@code dsl.resultQuery("{0}", sql.with(…))}. */
    CustomQueryPart with(Field<?>... values) {
        if (values.length != pieces.size() - 1) {
            throw new IllegalArgumentException(values.length + " values for " + (pieces.size() - 1));
        }
        return new Bound(pieces, values);
    }

    private static final class Bound extends CustomQueryPart {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised
        private final List<String> pieces;

        private final Field<?>[] values;

        Bound(List<String> pieces, Field<?>[] values) {
            this.pieces = pieces;
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            context.sql(pieces.getFirst());
            for (int i = 0; i < values.length; i++) {
                context.visit(values[i]).sql(pieces.get(i + 1));
            }
        }
    }
}
