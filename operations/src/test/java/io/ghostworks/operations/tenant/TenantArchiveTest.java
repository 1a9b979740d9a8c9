package io.ghostworks.operations.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.operations.OperationProblem;
import io.ghostworks.operations.tenant.TenantOperations.Exported;
import io.ghostworks.operations.tenant.TenantOperations.ImportOptions;
import io.ghostworks.operations.tenant.TenantOperations.Imported;
import io.ghostworks.operations.tenant.TenantOperations.Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A tenant out of a database and in again, with tables of an embedding service among them. */
@ExtendWith(DatabaseExtension.class)
class TenantArchiveTest {
    private static final UUID ACME = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");
    private static final UUID ANN = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final UUID BOB = UUID.fromString("22222222-0000-4000-8000-000000000001");

    @TempDir
    private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private TestDatabase database;

    @SuppressWarnings("NullAway.Init") // before each test
    private TenantOperations tenants;

    @SuppressWarnings("NullAway.Init") // before each test
    private Shop shop;

    @SuppressWarnings("NullAway.Init") // before each test
    private PublicKey trusted;

    private Path key = Path.of("");

    @BeforeEach
    void fill(TestDatabase fresh) throws SQLException {
        database = fresh;
        tenants = new TenantOperations(database.admin(), Set.of());
        key = directory.resolve("archive.key");
        ArchiveKeys.makeMissing(key, directory.resolve("archive.pub"));
        trusted = ArchiveKeys.trusted(directory.resolve("archive.pub"));
        shop = new Shop(database);
        shop.person(ANN, "ann@example.org");
        shop.person(BOB, "bob@example.org");
        shop.tenant(ACME, "acme", ANN, BOB);
        shop.tenant(OTHER, "other", BOB, ANN);
    }

    private static void nobody(long bytes) {}

    private Path export(String slug) throws IOException {
        Path file = directory.resolve(slug + ".tar");
        export(slug, file, TenantArchiveTest::nobody);
        return file;
    }

    private Exported export(String slug, Path file, LongConsumer written) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            return tenants.export(slug, channel, new Signer("test", ArchiveKeys.signing(key)), written);
        }
    }

    private ImportOptions options() {
        return new ImportOptions(List.of(trusted), Optional.empty(), false, Optional.empty());
    }

    private ImportOptions as(String slug) {
        return new ImportOptions(List.of(trusted), Optional.of(slug), false, Optional.empty());
    }

    private TenantOperations.Replaced replace(Path file, boolean apply) {
        return tenants.replace(file, options(), apply, TenantArchiveTest::nobody);
    }

    private static TenantOperations.ChangedTable artifacts(TenantOperations.Replaced replaced) {
        return replaced.changes().stream()
                .filter(table -> table.table().equals("ghostworks.artifacts"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void putsATenantBackToWhatAnArchiveHoldsAndSaysFirstHowItDiffers() throws Exception {
        List<String> before = shop.rows(ACME);
        List<String> others = shop.rows(OTHER);
        Path file = export("acme");
        assertThat(replace(file, false).changes())
                .allMatch(table -> table.added() + table.changed() + table.gone() == 0);
        String ofAcme = " where tenant_id = '" + ACME + "'";
        shop.execute("delete from shop.\"Odd, name\" where workspace = '" + ACME + "'");
        shop.execute("delete from ghostworks.artifacts" + ofAcme
                + " and id = (select min(id::text)::uuid from ghostworks.artifacts" + ofAcme + ")");
        shop.execute("update ghostworks.artifacts set description = 'by mistake'" + ofAcme);
        shop.execute("insert into ghostworks.artifacts (tenant_id, name) values ('" + ACME + "', 'since then')");
        List<String> meanwhile = shop.rows(ACME);

        assertThat(artifacts(replace(file, false)))
                .isEqualTo(new TenantOperations.ChangedTable("ghostworks.artifacts", 1, 3, 1));
        assertThat(shop.rows(ACME)).isEqualTo(meanwhile);

        assertThat(artifacts(replace(file, true)).gone()).isEqualTo(1);
        assertThat(shop.rows(ACME)).isEqualTo(before);
        assertThat(shop.rows(OTHER)).isEqualTo(others);
    }

    @Test
    void bringsAnErasedTenantBackAndRefusesASlugThatAnotherHasByNow() throws Exception {
        List<String> before = shop.rows(ACME);
        Path file = export("acme");
        tenants.erase("acme");
        assertThat(artifacts(replace(file, true)).added()).isEqualTo(4);
        assertThat(shop.rows(ACME)).isEqualTo(before);

        tenants.erase("acme");
        shop.execute("update ghostworks.tenants set slug = 'acme' where id = '" + OTHER + "'");
        List<String> others = shop.rows(OTHER);
        assertThatThrownBy(() -> replace(file, true))
                .isInstanceOf(OperationProblem.class)
                .hasMessageContaining("the slug acme is taken here");
        assertThat(shop.rows(ACME)).isEmpty();
        assertThat(shop.rows(OTHER)).isEqualTo(others);
    }

    @Test
    void case31BringsTheSameRowsBackAfterAnErasureAndLeavesOtherTenantsAlone() throws Exception {
        List<String> before = shop.rows(ACME);
        List<String> others = shop.rows(OTHER);
        Path file = export("acme");

        TenantOperations.Erased erased = tenants.erase("acme");
        assertThat(erased.tables()).allMatch(table -> table.before() > 0 && table.after() == 0);
        assertThat(shop.rows(ACME)).isEmpty();
        Imported imported = tenants.importArchive(file, options(), true, TenantArchiveTest::nobody);

        assertThat(before).hasSize(1 + 2 + 1 + 1 + 4 + 4 + 1 + 4 + 6);
        assertThat(shop.rows(ACME)).isEqualTo(before);
        assertThat(shop.rows(OTHER)).isEqualTo(others);
        assertThat(imported.tables()).hasSize(9).allMatch(table -> table.rows() > 0);
        // What is not in the archive is made again: generated columns, and what an index holds.
        assertThat(shop.text("select count(*) from ghostworks.artifacts where tenant_id = '" + ACME
                        + "' and search_document @@ to_tsquery('simple', 'line')"))
                .isEqualTo("2");
    }

    @Test
    void putsTablesInTheOrderOfTheirForeignKeys() throws Exception {
        Exported exported = export("acme", directory.resolve("a.tar"), TenantArchiveTest::nobody);

        assertThat(exported.tables())
                .extracting(TenantOperations.CopiedTable::table)
                .first()
                .isEqualTo("ghostworks.tenants");
        List<String> names = exported.tables().stream()
                .map(TenantOperations.CopiedTable::table)
                .toList();
        assertThat(names.indexOf("shop.Odd, name")).isGreaterThan(names.indexOf("ghostworks.artifacts"));
        assertThat(names).doesNotContain("shop.events_2025", "shop.currencies");
    }

    @Test
    void makesACopyBesideTheOriginalWithAnIdOfItsOwnEverywhere() throws Exception {
        List<String> before = shop.rows(ACME);
        Imported copy = tenants.importArchive(export("acme"), as("acme-2"), true, TenantArchiveTest::nobody);

        UUID id = copy.tenant().id();
        assertThat(id).isNotEqualTo(ACME);
        UnaryOperator<String> back =
                row -> row.replace(id.toString(), ACME.toString()).replace("acme-2", "acme");
        // The audit entry tells of the tenant itself, in a column that is no reference.
        // And no program that works in the original works in the copy too.
        assertThat(shop.rows(id).stream().map(back).toList())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .filter(row -> !row.startsWith("ghostworks.api_keys "))
                        .toList());
        assertThat(shop.rows(ACME)).isEqualTo(before);
    }

    @Test
    void findsMembersInAnotherDatabaseByTheirVerifiedEmail() throws Exception {
        Path file = export("acme");
        try (TestDatabase elsewhere = TestDatabases.shared().create()) {
            Shop there = new Shop(elsewhere);
            TenantOperations target = new TenantOperations(elsewhere.admin(), Set.of());
            UUID otherBob = UUID.fromString("33333333-0000-4000-8000-000000000001");
            there.person(ANN, "ann.new.name@example.org");
            assertThatThrownBy(() -> target.importArchive(file, options(), true, TenantArchiveTest::nobody))
                    .isInstanceOf(OperationProblem.class)
                    .hasMessageContaining(
                            "1 of its members have no account with a verified email here: bob@example.org");

            there.person(otherBob, "bob@example.org");
            there.execute("update ghostworks.users set is_verified = false where id = '" + otherBob + "'");
            assertThatThrownBy(() -> target.importArchive(file, options(), true, TenantArchiveTest::nobody))
                    .isInstanceOf(OperationProblem.class)
                    .hasMessageContaining("bob@example.org");
            assertThat(there.rows(ACME)).isEmpty();

            there.execute("update ghostworks.users set is_verified = true where id = '" + otherBob + "'");
            Imported imported = target.importArchive(file, options(), true, TenantArchiveTest::nobody);

            assertThat(imported.matchedMembers()).isEqualTo(1);
            assertThat(there.rows(ACME).stream()
                            .map(row -> row.replace(otherBob.toString(), BOB.toString()))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(shop.rows(ACME));
            assertThat(there.rows(ACME)).noneMatch(row -> row.contains(BOB.toString()));
        }
    }

    @Test
    void leavesMissingMembersOutWhenToldAndCountsThoseWhoAreLeft() throws Exception {
        shop.execute("update shop.\"Odd, name\" set seller = null where workspace = '" + ACME + "'");
        Path file = export("acme");
        tenants.erase("acme");
        shop.execute("delete from ghostworks.workspace_memberships where user_id = '" + BOB + "' and tenant_id <> '"
                + OTHER + "'");
        shop.execute("begin; update ghostworks.workspace_memberships set role = 'owner' where user_id = '" + ANN
                + "'; update shop.\"Odd, name\" set seller = null; delete from ghostworks.users where id = '" + BOB
                + "'; commit");

        assertThat(refusal(file, options()).exit()).isEqualTo(Exit.FOUND);
        Imported imported = tenants.importArchive(
                file,
                new ImportOptions(List.of(trusted), Optional.empty(), true, Optional.empty()),
                true,
                TenantArchiveTest::nobody);

        assertThat(imported.missingMembers()).containsExactly("bob@example.org");
        assertThat(shop.text("select member_count || '/' || active_owner_count from ghostworks.tenants where id = '"
                        + ACME + "'"))
                .isEqualTo("1/1");
    }

    @Test
    void keepsAnActiveOwnerAndLetsTheAdministratorNameOne() throws Exception {
        Path file = export("acme");
        tenants.erase("acme");
        UUID eve = UUID.fromString("44444444-0000-4000-8000-000000000001");
        shop.person(eve, "eve@example.org");
        shop.execute("begin; update shop.\"Odd, name\" set seller = null; delete from ghostworks.users where id = '"
                + ANN + "'; commit");
        ImportOptions skipping = new ImportOptions(List.of(trusted), Optional.empty(), true, Optional.empty());

        assertThat(refusal(file, skipping))
                .hasMessageContaining("no active owner would be left; name one with --owner EMAIL");
        tenants.importArchive(
                file,
                new ImportOptions(List.of(trusted), Optional.empty(), true, Optional.of("Eve@example.org")),
                true,
                TenantArchiveTest::nobody);

        assertThat(shop.text("select member_count || '/' || active_owner_count from ghostworks.tenants where id = '"
                        + ACME + "'"))
                .isEqualTo("2/1");
    }

    @Test
    void refusesRowsWhoseParentIsNotHere() throws Exception {
        Path file = export("acme");
        tenants.erase("acme");
        shop.execute("update shop.\"Odd, name\" set currency = 'EUR'; delete from shop.currencies where code = 'USD'");

        assertThat(refusal(file, options()))
                .hasMessageContaining("rows of shop.Odd, name refer to rows of shop.currencies that are not here");
        assertThat(shop.rows(ACME)).isEmpty();
    }

    @Test
    void givesOutNoNumberOfASequenceTwice() throws Exception {
        Path file = export("acme");
        String newest = shop.text("select max(\"select\") from shop.\"Odd, name\" where workspace = '" + ACME + "'");
        tenants.erase("acme");
        shop.execute("delete from shop.\"Odd, name\"; alter table shop.\"Odd, name\" alter column \"select\" restart");

        tenants.importArchive(file, options(), true, TenantArchiveTest::nobody);

        shop.execute("insert into shop.\"Odd, name\" (workspace) values ('" + ACME + "')");
        assertThat(Long.parseLong(
                        shop.text("select max(\"select\") from shop.\"Odd, name\" where workspace = '" + ACME + "'")))
                .isGreaterThan(Long.parseLong(newest));
    }

    @Test
    void exportsOneMomentWhateverIsWrittenMeanwhile() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Exported exported = export("acme", directory.resolve("a.tar"), bytes -> {
            if (done.compareAndSet(false, true)) {
                try {
                    shop.execute("delete from shop.events where tenant_id = '" + ACME
                            + "'; update ghostworks.artifacts set name = 'later' where tenant_id = '" + ACME + "'");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(done).isTrue();
        assertThat(exported.tables())
                .filteredOn(table -> table.table().equals("shop.events"))
                .allMatch(table -> table.rows() == 6);
        Imported copy = tenants.importArchive(directory.resolve("a.tar"), as("copy"), true, TenantArchiveTest::nobody);
        assertThat(shop.rows(copy.tenant().id())).noneMatch(row -> row.contains("later"));
    }

    @Test
    void saysWhatItWouldDoAndChangesNothing() throws Exception {
        Path file = export("acme");
        assertThat(refusalOfDiff(file, options())).hasMessageContaining("the slug acme is taken here; use --as SLUG");

        Imported would = tenants.importArchive(file, as("acme-2"), false, TenantArchiveTest::nobody);

        assertThat(would.tables())
                .extracting(TenantOperations.CopiedTable::rows)
                .contains(4L, 6L);
        assertThat(shop.text("select count(*) from ghostworks.tenants")).isEqualTo("2");
    }

    @Test
    void refusesWhatCollidesWithRowsThatAreHere() throws Exception {
        Path file = export("acme");
        shop.execute("update ghostworks.tenants set slug = 'renamed' where id = '" + ACME + "'");
        assertThat(refusal(file, options())).hasMessageContaining("ghostworks.tenants has rows of the tenant " + ACME);
        assertThat(refusal(file, as("other"))).hasMessageContaining("the slug other is taken");
        assertThat(refusal(file, as("Not A Slug")).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void refusesAnArchiveThatWasChangedCutOffOrIsNoneAndChangesNothing() throws Exception {
        Path good = export("acme");
        byte[] bytes = Files.readAllBytes(good);
        tenants.erase("acme");
        List<String> others = shop.rows(OTHER);
        Path bad = directory.resolve("bad.tar");

        for (int cut :
                new int[] {0, 1, 511, 512, 1_024, bytes.length / 2, bytes.length - 1_100, bytes.length - 1_600}) {
            Files.write(bad, Arrays.copyOf(bytes, cut));
            assertThat(refusal(bad, options()).exit()).as("cut after " + cut).isEqualTo(Exit.FOUND);
        }
        for (int at = 600; at < bytes.length - 1_024; at += 997) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x11;
            Files.write(bad, changed);
            if (isPadding(bytes, at)) {
                continue;
            }
            assertThat(refusal(bad, options()).exit()).as("byte " + at).isEqualTo(Exit.FOUND);
        }
        Files.write(bad, "no tar at all".repeat(1_000).getBytes(UTF_8));
        assertThat(refusal(bad, options()))
                .hasMessageContaining("bad.tar can't be used")
                .hasMessageContaining("nothing was changed");

        assertThat(shop.rows(ACME)).isEmpty();
        assertThat(shop.rows(OTHER)).isEqualTo(others);
    }

    /** Headers tell times and owners that nobody reads, and blocks end in zeros. */
    private static boolean isPadding(byte[] tar, int at) {
        int block = at / 512 * 512;
        boolean header = new String(tar, block + 257, 5, UTF_8).equals("ustar");
        return header || tar[at] == 0;
    }

    @Test
    void trustsNoKeyThatWasNotNamed() throws Exception {
        Path file = export("acme");
        ArchiveKeys.makeMissing(directory.resolve("foreign.key"), directory.resolve("foreign.pub"));
        PublicKey foreign = ArchiveKeys.trusted(directory.resolve("foreign.pub"));

        assertThat(refusal(file, new ImportOptions(List.of(foreign), Optional.of("copy"), false, Optional.empty())))
                .hasMessageContaining("its signature is by none of the trusted keys");
        tenants.importArchive(
                file,
                new ImportOptions(List.of(foreign, trusted), Optional.of("copy"), false, Optional.empty()),
                true,
                TenantArchiveTest::nobody);
    }

    @Test
    void takesNoFileThatTheManifestDoesNotTellAndFollowsNoLink() throws Exception {
        Path good = export("acme");
        for (TarArchiveEntry entry : List.of(
                new TarArchiveEntry("../../etc/passwd"),
                new TarArchiveEntry("/etc/passwd"),
                link("tables/0001.copy", "/etc/passwd"),
                new TarArchiveEntry("manifest.json"))) {
            Path bad = directory.resolve("bad.tar");
            Files.write(bad, joined(entry, Files.readAllBytes(good)));
            assertThat(refusal(bad, as("copy")).exit()).as(entry.getName()).isEqualTo(Exit.FOUND);
        }
        assertThat(shop.text("select count(*) from ghostworks.tenants")).isEqualTo("2");
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        link.setLinkName(target);
        return link;
    }

    /** One more member in front of the others. */
    private static byte[] joined(TarArchiveEntry entry, byte[] rest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        tar.flush();
        out.write(rest);
        return out.toByteArray();
    }

    @Test
    void believesTheSignatureAndNotTheRows() throws Exception {
        Path file = export("acme");
        assertThat(refusal(
                        rewritten(
                                file,
                                "tables/0001.copy",
                                text -> text.replace(
                                        ACME.toString(), UUID.randomUUID().toString())),
                        as("x")))
                .hasMessageContaining("ghostworks.tenants has rows of another tenant");
        assertThat(refusal(
                        rewritten(file, "tables/0001.copy", text -> text.replaceFirst("\t([^\t]*)\n", "$1\n")),
                        as("x")))
                .hasMessageContaining("rows of another form");
        assertThat(refusal(
                        rewritten(
                                file,
                                "manifest.json",
                                text -> text.replace("\"format_version\" : 1", "\"format_version\" : 2")),
                        as("x")))
                .hasMessageContaining("it has the form 2, and this program reads 1");
        assertThat(refusal(
                        rewritten(file, "manifest.json", text -> text.replace("\"numeric(30,12)\"", "\"text\"")),
                        as("x")))
                .hasMessageContaining("its column shop.Odd, name.price of the type text is not here");
        assertThat(refusal(
                        rewritten(
                                file,
                                "manifest.json",
                                text -> text.replaceFirst("(\"schema_version\" : )\"[^\"]*\"", "$1\"2020.01\"")),
                        as("x")))
                .hasMessageContaining("it is of the schema version 2020.01, and this database of");
        assertThat(shop.text("select count(*) from ghostworks.tenants")).isEqualTo("2");
    }

    /** As somebody with the key could write it. */
    private Path rewritten(Path file, String member, UnaryOperator<String> change) throws Exception {
        Path other = directory.resolve("rewritten.tar");
        try (ArchiveReader archive = ArchiveReader.open(file, List.of(trusted));
                FileChannel channel = FileChannel.open(
                        other,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ArchiveWriter writer = new ArchiveWriter(channel, archive.manifest().madeAt(), TenantArchiveTest::nobody);
            String json = new String(archive.manifest().json(), UTF_8);
            for (Manifest.Table table : archive.manifest().tables()) {
                String rows = new String(archive.rows(table).readAllBytes(), UTF_8);
                ArchiveWriter.Member written = writer.add(
                        table.file(), (table.file().equals(member) ? change.apply(rows) : rows).getBytes(UTF_8));
                json = json.replace(table.sha256(), written.sha256());
                if (written.bytes() != table.bytes()) {
                    json = json.replace("\"bytes\" : " + table.bytes() + ",", "\"bytes\" : " + written.bytes() + ",");
                }
            }
            byte[] manifest = (member.equals("manifest.json") ? change.apply(json) : json).getBytes(UTF_8);
            writer.add(ArchiveReader.MANIFEST, manifest);
            writer.add(ArchiveReader.SIGNATURE, ArchiveKeys.sign(ArchiveKeys.signing(key), manifest));
            writer.end();
        }
        return other;
    }

    @Test
    void endsWithOneLineWhenTheDiskIsFull() {
        SeekableByteChannel full = new FullDisk(3_000);

        assertThatThrownBy(() -> tenants.export(
                        "acme", full, new Signer("test", ArchiveKeys.signing(key)), TenantArchiveTest::nobody))
                .isInstanceOfSatisfying(
                        OperationProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.MACHINE))
                .hasMessage("the file: No space left on device");
    }

    @Test
    void refusesARoleThatRowLevelSecurityBinds() {
        assertThatThrownBy(() -> new TenantOperations(database.app(), Set.of()).usage("acme"))
                .isInstanceOfSatisfying(
                        OperationProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.DENIED))
                .hasMessageContaining("row-level security binds the role");
    }

    @Test
    void leavesNoTableOutUnseen() throws Exception {
        shop.execute("create table shop.forgotten (tenant_id uuid not null, id int, primary key (tenant_id, id))");
        for (UnaryOperator<String> work : List.<UnaryOperator<String>>of(
                slug -> tenants.usage(slug).tenant().slug(),
                slug -> tenants.erase(slug).tenant().slug())) {
            assertThatThrownBy(() -> work.apply("acme"))
                    .isInstanceOf(OperationProblem.class)
                    .hasMessageContaining("shop.forgotten has a column tenant_id and is not isolated");
        }
        assertThat(new TenantOperations(database.admin(), Set.of("shop.forgotten"))
                        .usage("acme")
                        .tables())
                .extracting(TenantOperations.UsedTable::table)
                .doesNotContain("shop.forgotten");
    }

    @Test
    void erasesNothingWhenATriggerBringsRowsBack() throws Exception {
        shop.execute("create function shop.undead() returns trigger language plpgsql as $$ begin insert into"
                + " shop.events values (old.tenant_id, old.day, gen_random_uuid(), 'again'); return old; end $$; create"
                + " trigger undead after delete on shop.events for each row execute function shop.undead()");
        List<String> before = shop.rows(ACME);

        assertThatThrownBy(() -> tenants.erase("acme"))
                .isInstanceOf(OperationProblem.class)
                .hasMessageContaining("shop.events still has 6 rows of acme");
        assertThat(shop.rows(ACME)).isEqualTo(before);
    }

    @Test
    void countsWhoBelongsToNoTenantAfterwards() {
        assertThat(tenants.erase("acme").membersOfNoOther()).isZero();
        assertThat(tenants.erase("other").membersOfNoOther()).isEqualTo(2);
        assertThatThrownBy(() -> tenants.erase("other"))
                .isInstanceOf(OperationProblem.class)
                .hasMessageContaining("there is no tenant other");
    }

    private OperationProblem refusal(Path file, ImportOptions options) {
        return refusal(file, options, true);
    }

    private OperationProblem refusalOfDiff(Path file, ImportOptions options) {
        return refusal(file, options, false);
    }

    private OperationProblem refusal(Path file, ImportOptions options, boolean apply) {
        try {
            tenants.importArchive(file, options, apply, TenantArchiveTest::nobody);
        } catch (OperationProblem problem) {
            assertThat(problem.getMessage()).doesNotContain("\n");
            return problem;
        }
        throw new AssertionError("was imported");
    }

    /** Takes so many bytes and no more. */
    private static final class FullDisk implements SeekableByteChannel {
        private final long room;
        private long position;

        FullDisk(long room) {
            this.room = room;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (position + bytes.remaining() > room) {
                throw new IOException("No space left on device");
            }
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            position += count;
            return count;
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long at) {
            position = at;
            return this;
        }

        @Override
        public long size() {
            return position;
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            return this;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
