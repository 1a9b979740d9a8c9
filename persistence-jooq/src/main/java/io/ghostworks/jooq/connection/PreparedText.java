package io.ghostworks.jooq.connection;

/** The text of a statement without parameters as one that can be prepared. */
public final class PreparedText {

    private PreparedText() {}

    /** The same with each question mark outside of quotes doubled, which for pgjdbc is the operator and not a parameter. */
    public static String of(String sql) {
        return sql.indexOf('?') < 0 ? sql : SingleStatement.withOperators(sql);
    }
}
