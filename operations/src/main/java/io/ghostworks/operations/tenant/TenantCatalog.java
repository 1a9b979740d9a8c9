package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.TenantTable.Column;
import io.ghostworks.operations.tenant.TenantTable.Holds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables of tenants as the catalog has them: those with the policy that {@code ghostworks.isolate} makes. A partitioned table stands for its
 * partitions.
 */
final class TenantCatalog {
    static final String TENANTS = "ghostworks.tenants";
    static final String MEMBERSHIPS = "ghostworks.workspace_memberships";
    private static final String USERS = "ghostworks.users";

    /** Facts about the past, without a foreign key: whoever made it may be gone. */
    private static final Set<ColumnName> PEOPLE_OF_BEFORE = Set.of(
            new ColumnName("ghostworks.api_keys", "created_by"),
            new ColumnName("ghostworks.artifacts", "created_by"),
            new ColumnName("ghostworks.audit_entries", "actor"),
            new ColumnName("ghostworks.idempotency_keys", "user_id"),
            new ColumnName("ghostworks.invitations", "invited_by"));

    private static final String ISOLATED = """
            select n.nspname, c.relname, a.attname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] and a.atttypid = 'uuid'::regtype
            where c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
              and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation')
            order by 1, 2""";

    private static final String COLUMNS = """
            select a.attname, format_type(a.atttypid, a.atttypmod)
            from pg_attribute a
            where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            order by a.attnum""";

    private static final String REFERENCES = """
            select n.nspname || '.' || c.relname, a.attname, rn.nspname || '.' || r.relname, ra.attname, k.oid::text, k.conname
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_class r on r.oid = k.confrelid
            join pg_namespace rn on rn.oid = r.relnamespace
            cross join lateral unnest(k.conkey, k.confkey) with ordinality as pair(own, referenced, place)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = pair.own
            join pg_attribute ra on ra.attrelid = r.oid and ra.attnum = pair.referenced
            where k.contype = 'f' and k.conparentid = 0
            order by k.oid, pair.place""";

    /** A column for a tenant, and no isolation: such rows would stay behind unseen. */
    private static final String FORGOTTEN = """
            select n.nspname || '.' || c.relname
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where a.attname = 'tenant_id' and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
              and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')
              and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation')
            order by 1""";

    private final Connection connection;
    private final Map<String, Reference> references = new LinkedHashMap<>();

    private TenantCatalog(Connection connection) {
        this.connection = connection;
    }

    /** What a statement needs to know of the tables. */
    record Tables(List<TenantTable> parentsFirst, List<Reference> references) {
        Tables {
            parentsFirst = List.copyOf(parentsFirst);
            references = List.copyOf(references);
        }
    }

    /** A foreign key of a tenant table. */
    record Reference(String name, String table, String parent, List<String> columns, List<String> parentColumns) {}

    private record ColumnName(String table, String column) {}

    /**
     * Reads the catalog.
     *
     * @param except tables with a {@code tenant_id} and no isolation that are meant to be left out
     * @throws OperationProblem when there are no such tables, or one would be left out that was not named
     */
    static Tables read(Connection connection, Set<String> except) throws SQLException {
        return new TenantCatalog(connection).read(except);
    }

    private Tables read(Set<String> except) throws SQLException {
        Map<String, TenantTable> tables = new TreeMap<>();
        List<String[]> found = rows(ISOLATED, 3);
        refuseForgotten(except);
        readReferences();
        for (String[] row : found) {
            String title = row[0] + "." + row[1];
            tables.put(title, new TenantTable(row[0], row[1], row[2], columns(title, row)));
        }
        if (!tables.containsKey(TENANTS)) {
            throw new OperationProblem(
                    Exit.USAGE, "this database has no tables of Ghostworks; `db upgrade` makes them");
        }
        List<Reference> ours = references.values().stream()
                .filter(reference -> tables.containsKey(reference.table()))
                .toList();
        return new Tables(parentsFirst(tables, ours), ours);
    }

    private void refuseForgotten(Set<String> except) throws SQLException {
        for (String[] row : rows(FORGOTTEN, 1)) {
            if (!except.contains(row[0])) {
                throw new OperationProblem(
                        Exit.FOUND,
                        row[0] + " has a column tenant_id and is not isolated, so its rows would be left out: call"
                                + " ghostworks.isolate('" + row[0] + "'), or leave it out with --except " + row[0]);
            }
        }
    }

    private List<Column> columns(String title, String[] table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (String[] row : rows(COLUMNS, 2, TenantTable.quoted(table[0]) + "." + TenantTable.quoted(table[1]))) {
            ColumnName name = new ColumnName(title, row[0]);
            Holds holds = row[0].equals(table[2]) ? Holds.TENANTS : holds(name, new HashSet<>());
            columns.add(new Column(row[0], row[1], holds));
        }
        return columns;
    }

    /** Follows foreign keys: a column that leads to a membership's user holds people too. */
    private Holds holds(ColumnName column, Set<ColumnName> seen) {
        if (column.equals(new ColumnName(TENANTS, "id"))) {
            return Holds.TENANTS;
        }
        if (column.equals(new ColumnName(TENANTS, "slug"))) {
            return Holds.SLUG;
        }
        if (column.equals(new ColumnName(USERS, "id")) || PEOPLE_OF_BEFORE.contains(column)) {
            return Holds.PEOPLE;
        }
        if (!seen.add(column)) {
            return Holds.VALUES;
        }
        return references.values().stream()
                .filter(reference -> reference.table().equals(column.table()))
                .filter(reference -> reference.columns().contains(column.column()))
                .map(reference -> new ColumnName(
                        reference.parent(),
                        reference.parentColumns().get(reference.columns().indexOf(column.column()))))
                .map(parent -> holds(parent, seen))
                .filter(holds -> holds != Holds.VALUES && holds != Holds.SLUG)
                .findFirst()
                .orElse(Holds.VALUES);
    }

    private void readReferences() throws SQLException {
        for (String[] row : rows(REFERENCES, 6)) {
            Reference reference = references.computeIfAbsent(
                    row[4], key -> new Reference(row[5], row[0], row[2], new ArrayList<>(), new ArrayList<>()));
            reference.columns().add(row[1]);
            reference.parentColumns().add(row[3]);
        }
    }

    /** By name where nothing else decides; in a circle too. */
    private static List<TenantTable> parentsFirst(Map<String, TenantTable> tables, List<Reference> references) {
        Map<String, Set<String>> parents = new HashMap<>();
        for (Reference reference : references) {
            if (tables.containsKey(reference.parent()) && !reference.parent().equals(reference.table())) {
                parents.computeIfAbsent(reference.table(), key -> new HashSet<>())
                        .add(reference.parent());
            }
        }
        List<TenantTable> ordered = new ArrayList<>();
        Map<String, TenantTable> open = new TreeMap<>(tables);
        while (!open.isEmpty()) {
            String next = open.keySet().stream()
                    .min(Comparator.comparingLong((String name) -> parents.getOrDefault(name, Set.of()).stream()
                                    .filter(open::containsKey)
                                    .count())
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            ordered.add(tables.get(next));
            open.remove(next);
        }
        return ordered;
    }

    private List<String[]> rows(String sql, int columns, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            List<String[]> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = found.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }
}
