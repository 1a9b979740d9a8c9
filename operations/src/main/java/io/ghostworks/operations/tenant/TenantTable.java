package io.ghostworks.operations.tenant;

import java.util.List;

/**
 * A table with rows of tenants.
 *
 * @param tenantColumn the column that says whose a row is: the first of its primary key
 * @param columns those that hold what was written; generated ones are made again
 */
record TenantTable(String schema, String name, String tenantColumn, List<Column> columns) {
    TenantTable {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param type as PostgreSQL writes it, with its length or precision
     * @param holds what its values are, where they are the ids of something that an import may have to change
     */
    record Column(String name, String type, Holds holds) {}

    /** What a column's values are. */
    enum Holds {
        /** Ids of tenants. */
        TENANTS,
        /** Ids of people, who are outside of tenants. */
        PEOPLE,
        /** The tenant's own short name. */
        SLUG,
        /** Whatever else. */
        VALUES
    }

    /** For a person, and as the key of an archive. */
    String title() {
        return schema + "." + name;
    }

    /** For a statement. */
    String sql() {
        return quoted(schema) + "." + quoted(name);
    }

    /** For a statement. */
    String tenantColumnSql() {
        return quoted(tenantColumn);
    }

    /** A name for a statement. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    boolean is(String other) {
        return title().equals(other);
    }
}
