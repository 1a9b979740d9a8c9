package io.ghostworks.operations.tenant;

import io.ghostworks.operations.tenant.TenantOperations.ChangedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of a tenant as they were, kept in temporary tables until the transaction ends, and what has become of them. */
final class TenantDifference {
    private static final String KEY = """
        select a.attname from pg_catalog.pg_constraint k
        cross join lateral unnest(k.conkey) with ordinality as part(number, place)
        join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = part.number
        where k.conrelid = pg_catalog.to_regclass(?) and k.contype = 'p' order by part.place""";

    private final AdministratorSession session;
    private final List<TenantTable> tables;
    private final UUID tenant;

    private TenantDifference(AdministratorSession session, List<TenantTable> tables, UUID tenant) {
        this.session = session;
        this.tables = tables;
        this.tenant = tenant;
    }

    /** Keeps what is there now. */
    static TenantDifference keep(AdministratorSession session, List<TenantTable> tables, UUID tenant)
            throws SQLException {
        TenantDifference difference = new TenantDifference(session, tables, tenant);
        for (int i = 0; i < tables.size(); i++) {
            TenantTable table = tables.get(i);
            session.execute("create temporary table " + before(i) + " on commit drop as select " + columns(table, "")
                    + " from " + table.sql() + " where " + table.tenantColumnSql() + " = '" + tenant + "'");
            session.execute("analyze pg_temp." + before(i));
        }
        return difference;
    }

    private static String before(int table) {
        return "ghostworks_before_" + table;
    }

    private static String columns(TenantTable table, String of) {
        return table.columns().stream()
                .map(column -> of + TenantTable.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    /** How the rows that are there now differ from those that were, by primary key. */
    List<ChangedTable> now() throws SQLException {
        List<ChangedTable> changed = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            changed.add(now(i));
        }
        return changed;
    }

    private ChangedTable now(int i) throws SQLException {
        TenantTable table = tables.get(i);
        List<String> key = key(table);
        String own = TenantTable.quoted(table.tenantColumn());
        String counted = "select count(*) filter (where o." + own + " is null) || ' ' || count(*) filter (where n."
                + own + " is null) || ' '"
                + " || count(*) filter (where o." + own + " is not null and n." + own + " is not null and row("
                // As text: not every type can be compared, and xml and json can't.
                + columns(table, "o.") + ")::text <> row(" + columns(table, "n.") + ")::text)"
                + " from pg_temp." + before(i) + " o full join (select * from " + table.sql() + " where "
                + table.tenantColumnSql() + " = '" + tenant + "') n on "
                + key.stream()
                        .map(TenantTable::quoted)
                        .map(name -> "o." + name + " = n." + name)
                        .collect(Collectors.joining(" and "));
        String[] counts = session.text(counted).split(" ", -1);
        return new ChangedTable(
                table.title(), Long.parseLong(counts[0]), Long.parseLong(counts[2]), Long.parseLong(counts[1]));
    }

    private List<String> key(TenantTable table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (var statement = session.prepare(KEY, table.sql());
                var found = statement.executeQuery()) {
            while (found.next()) {
                key.add(found.getString(1));
            }
        }
        return key;
    }
}
