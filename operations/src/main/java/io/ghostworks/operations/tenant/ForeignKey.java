package io.ghostworks.operations.tenant;

import io.ghostworks.operations.tenant.TenantCatalog.Reference;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A foreign key of a tenant table, asked by a query. */
record ForeignKey(Reference reference, TenantTable table) {

    /**
     * Whether a row of the tenant has no parent.
     *
     * @param shared whether the parents belong to no tenant: then somebody else could delete one before this transaction ends, and they are
     *     locked as a foreign key locks them
     */
    boolean isBroken(AdministratorSession session, UUID tenant, boolean shared) throws SQLException {
        int dot = reference.parent().indexOf('.');
        String parent = TenantTable.quoted(reference.parent().substring(0, dot)) + "."
                + TenantTable.quoted(reference.parent().substring(dot + 1));
        String same = IntStream.range(0, reference.columns().size())
                .mapToObj(
                        i -> "p." + TenantTable.quoted(reference.parentColumns().get(i)) + " = c."
                                + TenantTable.quoted(reference.columns().get(i)))
                .collect(Collectors.joining(" and "));
        String whole = reference.columns().stream()
                .map(column -> "c." + TenantTable.quoted(column) + " is not null")
                .collect(Collectors.joining(" and "));
        String ofTenant = "c." + table.tenantColumnSql() + " = ?";
        if (shared) {
            session.number(
                    "select count(*) from (select from " + parent + " p where exists (select from " + table.sql()
                            + " c where " + ofTenant + " and " + same + ") for key share) locked",
                    tenant);
        }
        return session.number(
                        "select count(*) from (select from " + table.sql() + " c where " + ofTenant + " and " + whole
                                + " and not exists (select from " + parent + " p where " + same + ") limit 1) orphans",
                        tenant)
                > 0;
    }
}
