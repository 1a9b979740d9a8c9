package io.ghostworks.operations.tenant;

import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.operations.OperationProblem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The tenants of one database, for an administrator: who is there, what they hold, one out, in, and gone. Each call is one transaction, done whole or
 * not at all. The role must be one that row-level security does not bind.
 */
public final class TenantOperations {
    private static final int FETCH = 1_000;

    private final DatabaseUrl url;
    private final Set<String> except;

    /**
     * For one database.
     *
     * @param url credentials of a superuser, or of a role with BYPASSRLS
     * @param except tables as {@code schema.name} that have a {@code tenant_id}, are not isolated, and are meant to be left out
     */
    public TenantOperations(DatabaseUrl url, Set<String> except) {
        this.url = url;
        this.except = Set.copyOf(except);
    }

    /** One line of the list. */
    public record Listed(String slug, UUID id, String name, boolean isActive, int members, Instant createdAt) {}

    /** What a tenant has in a table; bytes are of the rows as they are stored, without indexes. */
    public record UsedTable(String table, long rows, long bytes) {}

    /** What a tenant has. */
    public record Usage(Tenant tenant, List<UsedTable> tables) {}

    /** Who signs an archive: the program's version and the private key. */
    public record Signer(String madeBy, PrivateKey key) {}

    /** What an archive got, by table. */
    public record Exported(Tenant tenant, String lsn, int members, List<CopiedTable> tables) {}

    /** A table of an archive. */
    public record CopiedTable(String table, long rows, long bytes) {}

    /**
     * What an import takes.
     *
     * @param as the slug of a copy with an id of its own; empty keeps both
     * @param skipMissing whether members without an account here are left out
     * @param owner the email of somebody who becomes an owner
     */
    public record ImportOptions(
            List<PublicKey> trusted, Optional<String> as, boolean skipMissing, Optional<String> owner) {
        public ImportOptions {
            trusted = List.copyOf(trusted);
        }
    }

    /**
     * What an import did, or would do.
     *
     * @param matchedMembers those with an account here that has another id
     * @param missingMembers the emails of those who have no account here and were left out
     */
    public record Imported(
            Tenant tenant,
            Instant madeAt,
            String schemaVersion,
            List<CopiedTable> tables,
            int matchedMembers,
            List<String> missingMembers) {}

    /** How the rows of a table change: those that come, those that are there and become others, those that go. */
    public record ChangedTable(String table, long added, long changed, long gone) {}

    /** What came in, and how the tenant differs from what it was. */
    public record Replaced(Imported imported, List<ChangedTable> changes) {
        public Replaced {
            changes = List.copyOf(changes);
        }
    }

    /** Rows of a table before and after. */
    public record ErasedTable(String table, long before, long after) {}

    /**
     * What is gone.
     *
     * @param membersOfNoOther how many accounts now belong to no tenant; accounts are outside of tenants and stay
     */
    public record Erased(Tenant tenant, List<ErasedTable> tables, long membersOfNoOther) {}

    /** Every tenant, by slug, one after the other. */
    public void list(Consumer<Listed> each) {
        AdministratorSession.<Object>reading(url, session -> {
            session.tables(except);
            try (PreparedStatement statement = session.prepare(
                    "select slug, id, name, is_active, member_count, created_at from ghostworks.tenants order by"
                            + " slug")) {
                statement.setFetchSize(FETCH);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        each.accept(listed(found));
                    }
                }
            }
            return url;
        });
    }

    private static Listed listed(ResultSet found) throws SQLException {
        return new Listed(
                found.getString(1),
                found.getObject(2, UUID.class),
                found.getString(3),
                found.getBoolean(4),
                found.getInt(5),
                found.getObject(6, OffsetDateTime.class).toInstant());
    }

    /** Rows and bytes by table; reads every row of the tenant. */
    public Usage usage(String slug) {
        return AdministratorSession.reading(url, session -> {
            Tenant tenant = Tenant.find(session, slug, "");
            List<UsedTable> tables = new ArrayList<>();
            for (TenantTable table : session.tables(except).parentsFirst()) {
                String sql = "select count(*), coalesce(sum(pg_column_size(t.*)), 0) from " + table.sql()
                        + " t where t." + table.tenantColumnSql() + " = ?";
                try (PreparedStatement statement = session.prepare(sql, tenant.id());
                        ResultSet found = statement.executeQuery()) {
                    found.next();
                    tables.add(new UsedTable(table.title(), found.getLong(1), found.getLong(2)));
                }
            }
            return new Usage(tenant, tables);
        });
    }

    /**
     * Writes one tenant as an archive, as it is at one moment; works on a replica too.
     *
     * @param file empty, and can be written at any place; forced to the disk by the caller
     * @param written told how many bytes are there, now and then
     * @throws OperationProblem when there is no such tenant or the file can't be written
     * @throws DatabaseProblem when the database is in the way
     */
    public Exported export(String slug, SeekableByteChannel file, Signer signer, LongConsumer written) {
        Manifest manifest = AdministratorSession.reading(
                url, session -> TenantExport.run(session, slug, except, file, signer, written));
        return new Exported(manifest.tenant(), manifest.lsn(), manifest.people().size(), copied(manifest));
    }

    private static List<CopiedTable> copied(Manifest manifest) {
        return manifest.tables().stream()
                .map(table -> new CopiedTable(table.title(), table.rows(), table.bytes()))
                .toList();
    }

    /**
     * Brings an archive in, or only says what that would do.
     *
     * @param apply false to change nothing
     * @param read told how many bytes of the archive were read, now and then
     * @throws OperationProblem when the archive does not verify, does not fit this database, collides with what is here, or names members without
     *     an account here; nothing was changed then
     * @throws DatabaseProblem when the database is in the way; nothing was changed then
     */
    public Imported importArchive(Path file, ImportOptions options, boolean apply, LongConsumer read) {
        try (ArchiveReader archive = ArchiveReader.open(file, options.trusted())) {
            archive.verify(apply ? bytes -> {} : read);
            Imported imported = AdministratorSession.writing(
                    url, session -> new TenantImport(session, archive, options, except).run(apply, read));
            if (apply) {
                settle(imported);
            }
            return imported;
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, file + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Puts what an archive holds in the place of the tenant that it was made of, in one transaction, or only says what that would change. Nobody
     * writes to that tenant meanwhile; others are not touched. A tenant that is no longer there comes back.
     *
     * @param options without another slug
     * @param apply false to take it all back
     * @throws OperationProblem as for {@link #importArchive}, and when another tenant has the slug by now; nothing was changed then
     * @throws DatabaseProblem when the database is in the way; nothing was changed then
     */
    public Replaced replace(Path file, ImportOptions options, boolean apply, LongConsumer read) {
        try (ArchiveReader archive = ArchiveReader.open(file, options.trusted())) {
            archive.verify(bytes -> {});
            AdministratorSession.Work<Replaced> work = session -> replace(session, archive, options, read);
            if (!apply) {
                return AdministratorSession.trying(url, work);
            }
            Replaced replaced = AdministratorSession.writing(url, work);
            settle(replaced.imported());
            return replaced;
        } catch (IOException e) {
            throw new OperationProblem(Exit.MACHINE, file + " can't be read: " + e.getMessage(), e);
        }
    }

    private Replaced replace(
            AdministratorSession session, ArchiveReader archive, ImportOptions options, LongConsumer read)
            throws SQLException, IOException {
        Tenant tenant = archive.manifest().tenant();
        TenantImport incoming = new TenantImport(session, archive, options, except);
        incoming.requireFit();
        boolean isHere = session.number(
                        "select count(*) from (select from ghostworks.tenants where id = ? for update) locked",
                        tenant.id())
                > 0;
        List<TenantTable> tables = session.tables(except).parentsFirst();
        TenantDifference difference = TenantDifference.keep(session, tables, tenant.id());
        if (isHere) {
            String slug = session.text("select slug from ghostworks.tenants where id = ?", tenant.id());
            TenantErasure.run(session, slug, except);
        }
        Imported imported = incoming.run(true, read);
        return new Replaced(imported, difference.now());
    }

    /** What autovacuum would do some time later, and until then searches are slow. The rows are stored already, whatever becomes of this. */
    private void settle(Imported imported) {
        try {
            AdministratorSession.<Object>writing(url, session -> {
                session.execute("select ghostworks.settle_artifacts()");
                for (TenantTable table : session.tables(except).parentsFirst()) {
                    session.execute("analyze (skip_locked) " + table.sql());
                }
                return imported;
            });
        } catch (DatabaseProblem later) {
            // Autovacuum comes.
        }
    }

    /**
     * Deletes every row of one tenant, and counts before and after.
     *
     * @throws OperationProblem when there is no such tenant, or a table is not empty of it afterwards; nothing was changed then
     * @throws DatabaseProblem when others hold its rows for longer than 10 seconds, or a foreign key is in the way; nothing was changed then
     */
    public Erased erase(String slug) {
        return AdministratorSession.writing(url, session -> TenantErasure.run(session, slug, except));
    }
}
