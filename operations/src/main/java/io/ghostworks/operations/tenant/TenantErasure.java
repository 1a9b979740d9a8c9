package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every row of one tenant, counted, deleted, and counted again. */
final class TenantErasure {
    private final AdministratorSession session;
    private final List<TenantTable> parentsFirst;
    private final Tenant tenant;

    private TenantErasure(AdministratorSession session, List<TenantTable> parentsFirst, Tenant tenant) {
        this.session = session;
        this.parentsFirst = parentsFirst;
        this.tenant = tenant;
    }

    static TenantOperations.Erased run(AdministratorSession session, String slug, Set<String> except)
            throws SQLException {
        // Nobody adds a member or a row to a tenant whose row is locked: foreign keys ask for it.
        Tenant tenant = Tenant.find(session, slug, "for update");
        return new TenantErasure(session, session.tables(except).parentsFirst(), tenant).run();
    }

    private TenantOperations.Erased run() throws SQLException {
        Map<TenantTable, Long> before = counts();
        long lonely = session.number(
                "select count(*) from ghostworks.workspace_memberships m where m.tenant_id = ? and not exists ("
                        + "select from ghostworks.workspace_memberships o where o.user_id = m.user_id and o.tenant_id <> m.tenant_id)",
                tenant.id());
        for (TenantTable table : parentsFirst.reversed()) {
            session.change("delete from " + table.sql() + " where " + table.tenantColumnSql() + " = ?", tenant.id());
        }
        // What speaks up at the end of a transaction speaks before the second count.
        session.execute("set constraints all immediate");
        List<TenantOperations.ErasedTable> tables = new ArrayList<>();
        Map<TenantTable, Long> after = counts();
        for (TenantTable table : parentsFirst) {
            long left = after.getOrDefault(table, 0L);
            if (left > 0) {
                throw new OperationProblem(
                        Exit.FAILED,
                        table.title() + " still has " + left + " rows of " + tenant.slug()
                                + " after they were deleted, so a trigger brings them back; nothing was changed");
            }
            tables.add(new TenantOperations.ErasedTable(table.title(), before.getOrDefault(table, 0L), left));
        }
        return new TenantOperations.Erased(tenant, tables, lonely);
    }

    private Map<TenantTable, Long> counts() throws SQLException {
        Map<TenantTable, Long> counts = new LinkedHashMap<>();
        for (TenantTable table : parentsFirst) {
            counts.put(
                    table,
                    session.number(
                            "select count(*) from " + table.sql() + " where " + table.tenantColumnSql() + " = ?",
                            tenant.id()));
        }
        return counts;
    }
}
