package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.TenantCatalog.Reference;
import io.ghostworks.operations.tenant.TenantCatalog.Tables;
import io.ghostworks.operations.tenant.TenantOperations.CopiedTable;
import io.ghostworks.operations.tenant.TenantOperations.ImportOptions;
import io.ghostworks.operations.tenant.TenantOperations.Imported;
import io.ghostworks.operations.tenant.TenantTable.Column;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * An archive into a database, in one transaction. Rows come in as a replica applies them: no trigger does again what it did when they were written.
 * That passes over foreign keys too, which are therefore asked afterwards; every other constraint holds.
 */
final class TenantImport {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
    private static final int BUFFER = 256 * 1024;

    private final AdministratorSession session;
    private final ArchiveReader archive;
    private final Manifest manifest;
    private final ImportOptions options;
    private final Tables tables;
    private final Tenant tenant;
    private People people = new People(Map.of(), List.of());
    private long bytes;

    TenantImport(AdministratorSession session, ArchiveReader archive, ImportOptions options, Set<String> except)
            throws SQLException {
        this.session = session;
        this.archive = archive;
        this.manifest = archive.manifest();
        this.options = options;
        this.tables = session.tables(except);
        Tenant there = manifest.tenant();
        this.tenant = options.as()
                .map(slug -> new Tenant(UUID.randomUUID(), slug, there.name()))
                .orElse(there);
    }

    Imported run(boolean apply, LongConsumer read) throws SQLException, IOException {
        requireSlug();
        requireFit();
        requireRoom();
        people = People.match(session, manifest.people());
        requirePeople();
        if (apply) {
            asReplica();
            for (Manifest.Table table : manifest.tables()) {
                copy(table, table(table), read);
            }
            leaveOutMissing();
            leaveOutKeys();
            appoint();
            recount();
            requireParents();
            moveSequences();
        }
        return new Imported(
                tenant,
                manifest.madeAt(),
                manifest.schemaVersion(),
                manifest.tables().stream()
                        .map(table -> new CopiedTable(table.title(), table.rows(), table.bytes()))
                        .toList(),
                people.others().size(),
                people.missing().stream().map(Manifest.Person::email).toList());
    }

    private void requireSlug() {
        if (!SLUG.matcher(tenant.slug()).matches() || tenant.slug().length() > 100) {
            throw new OperationProblem(
                    Exit.USAGE, "--as takes a slug of up to 100 small letters, digits and single hyphens, as acme-2");
        }
    }

    /** @throws OperationProblem unless the archive is of this schema and these tables */
    void requireFit() throws SQLException {
        String here = SchemaVersion.of(session);
        if (!here.equals(manifest.schemaVersion())) {
            throw refused("it is of the schema version " + manifest.schemaVersion() + ", and this database of " + here
                    + "; bring it into a database of its version, upgrade that, and export again");
        }
        Set<String> told = manifest.tables().stream().map(Manifest.Table::title).collect(Collectors.toSet());
        for (TenantTable table : tables.parentsFirst()) {
            if (!told.remove(table.title())) {
                throw refused("it knows no table " + table.title() + ", which is here");
            }
        }
        if (!told.isEmpty()) {
            throw refused(
                    "it has rows of " + String.join(", ", told.stream().sorted().toList())
                            + ", which is no isolated table of this database");
        }
        for (Manifest.Table table : manifest.tables()) {
            requireColumns(table, table(table));
        }
    }

    private void requireColumns(Manifest.Table there, TenantTable here) {
        Set<Manifest.Column> mine = here.columns().stream()
                .map(column -> new Manifest.Column(column.name(), column.type()))
                .collect(Collectors.toSet());
        for (Manifest.Column column : there.columns()) {
            if (!mine.remove(column)) {
                throw refused("its column " + there.title() + "." + column.name() + " of the type " + column.type()
                        + " is not here");
            }
        }
        if (!mine.isEmpty() || !there.tenantColumn().equals(here.tenantColumn())) {
            throw refused("it has other columns of " + there.title() + " than this database");
        }
    }

    private void requireRoom() throws SQLException {
        if (session.number("select count(*) from ghostworks.tenants where slug = ?", tenant.slug()) > 0) {
            throw refused("the slug " + tenant.slug() + " is taken here; use --as SLUG for a copy beside it");
        }
        for (TenantTable table : tables.parentsFirst()) {
            String sql = "select count(*) from (select from " + table.sql() + " where " + table.tenantColumnSql()
                    + " = ? limit 1) found";
            if (session.number(sql, tenant.id()) > 0) {
                throw refused(table.title() + " has rows of the tenant " + tenant.id()
                        + " already; use --as SLUG for a copy beside it");
            }
        }
    }

    private void requirePeople() {
        List<Manifest.Person> missing = people.missing();
        if (missing.isEmpty() || options.skipMissing()) {
            return;
        }
        String some = missing.stream().limit(3).map(Manifest.Person::email).collect(Collectors.joining(", "));
        throw refused(missing.size() + " of its members have no account with a verified email here: " + some
                + (missing.size() > 3 ? ", …" : "")
                + "; let them register first, or leave them out with --skip-missing-members");
    }

    private void asReplica() throws SQLException {
        String may = "select exists (select from pg_catalog.pg_roles where rolname = current_user and rolsuper)"
                + " or has_parameter_privilege('session_replication_role', 'set')";
        if (!session.text(may).equals("t")) {
            throw new OperationProblem(
                    Exit.DENIED,
                    "an import applies rows as a replica does, without triggers: a superuser has to"
                            + " `grant set on parameter session_replication_role` to this role");
        }
        session.execute("set local session_replication_role = replica");
    }

    private void copy(Manifest.Table there, TenantTable here, LongConsumer read) throws SQLException, IOException {
        CopyRows rows = new CopyRows(exchanges(there, here));
        String columns = there.columns().stream()
                .map(column -> TenantTable.quoted(column.name()))
                .collect(Collectors.joining(", "));
        CopyIn copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + here.sql() + " (" + columns + ") from stdin");
        try (InputStream in = archive.rows(there)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                rows.take(buffer, count);
                copy.writeToCopy(rows.result(), 0, rows.length());
                bytes += count;
                read.accept(bytes);
            }
            long stored = copy.endCopy();
            if (rows.end() != there.rows() || stored != there.rows()) {
                throw refused(there.title() + " has another number of rows than it tells");
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private List<@Nullable UnaryOperator<String>> exchanges(Manifest.Table there, TenantTable here) {
        Map<String, Column> columns =
                here.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
        List<@Nullable UnaryOperator<String>> exchanges = new ArrayList<>();
        for (Manifest.Column column : there.columns()) {
            Column mine = columns.get(column.name());
            exchanges.add(mine == null ? null : exchange(there, mine));
        }
        return exchanges;
    }

    private @Nullable UnaryOperator<String> exchange(Manifest.Table there, Column column) {
        String old = manifest.tenant().id().toString();
        return switch (column.holds()) {
            case TENANTS ->
                column.name().equals(there.tenantColumn())
                        ? id -> own(there, id)
                        : id -> id.equals(old) ? tenant.id().toString() : id;
            case PEOPLE ->
                people.others().isEmpty()
                        ? null
                        : id -> people.here(UUID.fromString(id)).toString();
            case SLUG -> slug -> tenant.slug();
            case VALUES -> null;
        };
    }

    /** The signature says who wrote the archive, and not that they wrote no other tenant's rows into it. */
    private String own(Manifest.Table there, String id) {
        if (!id.equals(manifest.tenant().id().toString())) {
            throw refused(there.title() + " has rows of another tenant");
        }
        return tenant.id().toString();
    }

    private void leaveOutMissing() throws SQLException {
        for (Manifest.Person person : people.missing()) {
            session.change(
                    "delete from ghostworks.workspace_memberships where tenant_id = ? and user_id = ?",
                    tenant.id(),
                    person.id());
        }
    }

    /** A copy beside the original would be open to the same programs, also to those whose key is revoked there later. */
    private void leaveOutKeys() throws SQLException {
        if (!tenant.id().equals(manifest.tenant().id())) {
            session.change("delete from ghostworks.api_keys where tenant_id = ?", tenant.id());
        }
    }

    private void appoint() throws SQLException {
        if (options.owner().isEmpty()) {
            return;
        }
        long appointed = session.change("""
                insert into ghostworks.workspace_memberships as m (tenant_id, user_id, role)
                select ?, u.id, 'owner' from ghostworks.users u where u.email = lower(?) and u.is_active and u.is_verified
                on conflict (tenant_id, user_id) do update set role = 'owner', is_active = true, version = m.version + 1""", tenant.id(), options.owner().get());
        if (appointed == 0) {
            throw new OperationProblem(
                    Exit.USAGE,
                    "--owner: nobody here has an account with the verified email "
                            + options.owner().get());
        }
    }

    /** The triggers that keep these counts were passed over, and members may have been left out. */
    private void recount() throws SQLException {
        session.change("""
                update ghostworks.tenants t
                set member_count = m.members, active_owner_count = m.owners
                from (select count(*) as members, count(*) filter (where role = 'owner' and is_active) as owners
                  from ghostworks.workspace_memberships where tenant_id = ?) m
                where t.id = ? and (t.member_count, t.active_owner_count) is distinct from (m.members::integer, m.owners::integer)""", tenant.id(), tenant.id());
        if (session.number("select active_owner_count from ghostworks.tenants where id = ?", tenant.id()) < 1) {
            throw refused("no active owner would be left; name one with --owner EMAIL");
        }
    }

    private void requireParents() throws SQLException {
        Map<String, TenantTable> ours =
                tables.parentsFirst().stream().collect(Collectors.toMap(TenantTable::title, Function.identity()));
        for (Reference reference : tables.references()) {
            TenantTable table = ours.get(reference.table());
            if (table != null
                    && new ForeignKey(reference, table)
                            .isBroken(session, tenant.id(), !ours.containsKey(reference.parent()))) {
                throw refused("rows of " + reference.table() + " refer to rows of " + reference.parent()
                        + " that are not here (" + reference.name() + ")");
            }
        }
    }

    /** Numbers that a sequence gave out there must not be given out again here. */
    private void moveSequences() throws SQLException {
        for (TenantTable table : tables.parentsFirst()) {
            for (Column column : table.columns()) {
                String sequence = session.text("select pg_get_serial_sequence(?, ?)", table.sql(), column.name());
                if (!sequence.isEmpty()) {
                    session.text(
                            "select setval(?::regclass, newest) from (select max(" + TenantTable.quoted(column.name())
                                    + ") as newest from " + table.sql() + " where " + table.tenantColumnSql()
                                    + " = ?) brought where newest > (select last_value from " + sequence + ")",
                            sequence,
                            tenant.id());
                }
            }
        }
    }

    private TenantTable table(Manifest.Table there) {
        return tables.parentsFirst().stream()
                .filter(table -> table.is(there.title()))
                .findFirst()
                .orElseThrow();
    }

    private OperationProblem refused(String why) {
        return new OperationProblem(
                Exit.FOUND,
                "the archive of " + manifest.tenant().slug() + " can't be imported: " + why + "; nothing was changed");
    }
}
