package io.ghostworks.migrations.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A table or view that the proof looks at.
 *
 * @param name with its schema, quoted where needed
 * @param kind as {@code materialized view}
 * @param tied whether its rows are those of a tenant
 * @param filled whether rows are put into it, and not into something that it shows
 * @param tenantColumn quoted where needed; empty where it has none
 */
record ProofRelation(
        String name, String kind, boolean tied, boolean filled, String tenantColumn, List<ProofColumn> columns) {
    ProofRelation {
        columns = List.copyOf(columns);
    }

    String object() {
        return kind + " " + name;
    }

    /** Empty where the application may read none of it. */
    Optional<String> sees() {
        return names(ProofColumn::selectable)
                .map(names ->
                        "select count(*), md5(coalesce(string_agg(x::text, E'\\n' order by x::text collate \"C\"), ''))"
                                + " from (select " + names + " from " + name + ") x");
    }

    /** The first column it may write, of every row that it reaches. */
    Optional<String> changes() {
        return columns.stream()
                .filter(column -> column.given() && column.updatable())
                .findFirst()
                .map(column -> "update " + name + " set " + column.name() + " = " + value(column, ProofRow.of(1)));
    }

    String deletes() {
        return "delete from " + name;
    }

    /** A row, as far as the application may say what is in it. */
    Optional<String> inserts(ProofRow row) {
        return insert(row, ProofColumn::insertable);
    }

    /** A row, whole. */
    Optional<String> row(ProofRow row) {
        return insert(row, column -> true);
    }

    /** Gives every row that it reaches to another tenant. */
    Optional<String> moves(int tenant) {
        return columns.stream()
                .filter(column -> column.name().equals(tenantColumn) && column.updatable())
                .findFirst()
                .map(column -> "update " + name + " set " + column.name() + " = " + column.owner(ProofRow.of(tenant)));
    }

    /** How many rows a tenant has. */
    Optional<String> rowsOf(int tenant) {
        return columns.stream()
                .filter(column -> column.name().equals(tenantColumn))
                .findFirst()
                .map(column -> "select count(*) from " + name + " where " + column.name() + " = "
                        + column.owner(ProofRow.of(tenant)));
    }

    private Optional<String> insert(ProofRow row, Predicate<ProofColumn> which) {
        return names(column -> column.given() && which.test(column))
                .map(names -> "insert into " + name + " (" + names + ") overriding system value values ("
                        + columns.stream()
                                .filter(column -> column.given() && which.test(column))
                                .map(column -> value(column, row))
                                .collect(Collectors.joining(", "))
                        + ")");
    }

    private String value(ProofColumn column, ProofRow row) {
        return column.name().equals(tenantColumn) ? column.owner(row) : column.value(row);
    }

    private Optional<String> names(Predicate<ProofColumn> which) {
        String names = columns.stream().filter(which).map(ProofColumn::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
}
