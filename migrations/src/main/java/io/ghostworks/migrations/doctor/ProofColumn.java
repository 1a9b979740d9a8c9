package io.ghostworks.migrations.doctor;

/**
 * A column of a relation that the proof looks at.
 *
 * @param name quoted where needed
 * @param value SQL with places for {@link ProofRow#fill}
 * @param given false for one that PostgreSQL computes
 * @param nullable whether it may be NULL
 * @param selectable whether the application may read it; the others likewise
 */
record ProofColumn(
        String name,
        String value,
        boolean given,
        boolean nullable,
        boolean selectable,
        boolean insertable,
        boolean updatable) {
    String value(ProofRow row) {
        return row.nulls() && nullable ? "null" : row.fill(value);
    }

    /** Where it says whose the row is. */
    String owner(ProofRow row) {
        return ProofRow.of(row.tenant()).fill(value);
    }
}
