package io.ghostworks.jooq.store;

import java.util.List;
import java.util.regex.Pattern;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/**
 * The text of a query, rendered once, for what is asked so often that rendering it each time would show in a profile.
 * Immutable.
 */
record FixedSql(List<String> pieces) {

    /** No name of ours needs quotes, and a short text is found sooner among those that are prepared. */
    private static final DSLContext RENDERER = DSL.using(
            SQLDialect.POSTGRES, new Settings().withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED));

    private static final Pattern VALUE = Pattern.compile("\\?");

    /** @param query has {@link #value} wherever a value goes, and no other question mark */
    static FixedSql of(Query query) {
        return new FixedSql(List.of(VALUE.split(RENDERER.render(query), -1)));
    }

    /** Stands for a value. */
    static <T> Field<T> value(DataType<T> type) {
        return DSL.field(DSL.raw("?"), type);
    }

    /** Stands for a value of that column. */
    static <T> Field<T> value(Field<T> column) {
        return value(column.getDataType());
    }

    /** For jOOQ, as a whole statement: {@code dsl.resultQuery("{0}", sql.with(…))}. Values in their order in the text. */
    CustomQueryPart with(List<? extends Field<?>> values) {
        if (values.size() != pieces.size() - 1) {
            throw new IllegalArgumentException(values.size() + " values for " + (pieces.size() - 1));
        }
        return new Bound(pieces, values);
    }

    private static final class Bound extends CustomQueryPart {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised
        private final List<String> pieces;

        @SuppressWarnings("serial") // never serialised
        private final List<? extends Field<?>> values;

        Bound(List<String> pieces, List<? extends Field<?>> values) {
            this.pieces = pieces;
            this.values = values;
        }

        @Override
        public void accept(Context<?> context) {
            context.sql(pieces.getFirst());
            for (int i = 0; i < values.size(); i++) {
                context.visit(values.get(i)).sql(pieces.get(i + 1));
            }
        }
    }
}
