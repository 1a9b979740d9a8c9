package io.ghostworks.operations.tenant;

import io.ghostworks.operations.tenant.ArchiveWriter.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.security.PrivateKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** One tenant into an archive, as it was at one moment. */
final class TenantExport {
    private static final String PEOPLE = """
            select u.id, u.email, u.first_name, u.last_name
            from ghostworks.workspace_memberships m join ghostworks.users u on u.id = m.user_id
            where m.tenant_id = ? order by u.email""";

    private final AdministratorSession session;
    private final ArchiveWriter archive;
    private final Instant time;

    private TenantExport(AdministratorSession session, SeekableByteChannel file, Instant time, LongConsumer written) {
        this.session = session;
        this.archive = new ArchiveWriter(file, time, written);
        this.time = time;
    }

    static Manifest run(
            AdministratorSession session,
            String slug,
            Set<String> except,
            SeekableByteChannel file,
            TenantOperations.Signer signer,
            LongConsumer written)
            throws SQLException, IOException {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new TenantExport(session, file, time, written).run(slug, except, signer.madeBy(), signer.key());
    }

    private Manifest run(String slug, Set<String> except, String madeBy, PrivateKey key)
            throws SQLException, IOException {
        // The first statement takes the snapshot.
        Tenant tenant = Tenant.find(session, slug, "");
        String lsn = session.text(
                "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text");
        List<Manifest.Table> tables = new ArrayList<>();
        for (TenantTable table : session.tables(except).parentsFirst()) {
            tables.add(add(table, tenant, String.format("tables/%04d.copy", tables.size() + 1)));
        }
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                Manifest.VERSION,
                time,
                madeBy,
                session.text("select current_setting('server_version')"),
                lsn,
                SchemaVersion.of(session),
                tenant,
                people(tenant.id()),
                tables);
        byte[] json = manifest.json();
        archive.add(ArchiveReader.MANIFEST, json);
        archive.add(ArchiveReader.SIGNATURE, ArchiveKeys.sign(key, json));
        archive.end();
        return manifest;
    }

    private Manifest.Table add(TenantTable table, Tenant tenant, String name) throws SQLException, IOException {
        String columns = table.columns().stream()
                .map(column -> TenantTable.quoted(column.name()))
                .collect(Collectors.joining(", "));
        String sql = "copy (select " + columns + " from " + table.sql() + " where " + table.tenantColumnSql() + " = '"
                + tenant.id() + "') to stdout";
        Member member = archive.add(name, out -> copy(sql, out));
        return new Manifest.Table(
                table.schema(),
                table.name(),
                table.tenantColumn(),
                table.columns().stream()
                        .map(column -> new Manifest.Column(column.name(), column.type()))
                        .toList(),
                name,
                member.rows(),
                member.bytes(),
                member.sha256());
    }

    private long copy(String sql, OutputStream out) throws SQLException, IOException {
        return session.connection().unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
    }

    private List<Manifest.Person> people(UUID tenant) throws SQLException {
        List<Manifest.Person> people = new ArrayList<>();
        try (PreparedStatement statement = session.prepare(PEOPLE, tenant);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                people.add(new Manifest.Person(
                        found.getObject(1, UUID.class), found.getString(2), found.getString(3), found.getString(4)));
            }
        }
        return people;
    }
}
