package io.ghostworks.jooq.owntables;

import static io.ghostworks.jooq.owntables.generated.Tables.INVOICES;
import static io.ghostworks.jooq.owntables.generated.Tables.INVOICE_LINES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Conflict;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.jooq.TenantTables;
import io.ghostworks.migrations.Migrator;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.Slug;
import io.ghostworks.tenant.TenantDraft;
import io.ghostworks.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvoicesTest {

    private final Database database;
    private final TenantTables tables;
    private final UserId owner = new UserId(UUID.randomUUID());
    private Scope a = new Scope(new TenantId(UUID.randomUUID()), owner);
    private Scope b = a;
    private UUID ofB = UUID.randomUUID();

    InvoicesTest(TestDatabase test) {
        new Migrator(test.admin(), "billing", List.of("classpath:db/billing")).upgrade();
        var app = test.app();
        var signIn = test.signIn();
        database = Database.open(
                DatabaseSettings.of(app.jdbcUrl(), String.valueOf(app.user()), String.valueOf(app.password()))
                        .withSignIn(signIn.jdbcUrl(), String.valueOf(signIn.user()), String.valueOf(signIn.password())),
                SealKey.of(test.sealKey()));
        tables = database.tables();
        database.accounts().register(user(owner), "hash");
    }

    @BeforeEach
    void makeTwoTenantsWithAnInvoiceEach() {
        a = tenant();
        b = tenant();
        ofB = UUID.randomUUID();
        add(a, UUID.randomUUID(), "1");
        add(b, ofB, "1");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void readsOnlyItsOwn() {
        assertThat(numbers(a)).containsExactly("1");
        assertThat(count(
                        a,
                        dsl -> dsl.fetchCount(
                                INVOICES, INVOICES.TENANT_ID.eq(b.tenant().value()))))
                .isZero();
        assertThat(count(a, dsl -> dsl.fetchCount(INVOICES, INVOICES.ID.eq(ofB))))
                .isZero();
    }

    @Test
    void refusesToReadWithoutATenant() {
        assertThatThrownBy(
                        () -> database.directory().create(new TenantId(new UUID(0, 0)), draft(), slug(), owner, now()))
                .hasMessageContaining("nil");
    }

    @Test
    void refusesToInsertIntoAnotherTenant() {
        assertThatThrownBy(() -> tables.write(a, dsl -> insert(dsl, b, UUID.randomUUID(), "2")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("row-level security policy");
        assertThat(numbers(b)).containsExactly("1");
    }

    @Test
    void changesAndDeletesNothingOfAnotherTenant() {
        int touched = tables.write(
                a,
                dsl -> dsl.update(INVOICES)
                                .set(INVOICES.NUMBER, "stolen")
                                .where(INVOICES.ID.eq(ofB))
                                .execute()
                        + dsl.deleteFrom(INVOICES).where(INVOICES.ID.eq(ofB)).execute());

        assertThat(touched).isZero();
        assertThat(numbers(b)).containsExactly("1");
    }

    @Test
    void refusesToMoveARowToAnotherTenant() {
        assertThatThrownBy(() -> tables.write(
                        a,
                        dsl -> dsl.update(INVOICES)
                                .set(INVOICES.TENANT_ID, b.tenant().value())
                                .execute()))
                .hasMessageContaining("row-level security policy");
    }

    @Test
    void answersAReferenceToAnotherTenantAsOneToNothing() {
        String foreign = refusal(() -> tables.write(a, dsl -> line(dsl, ofB)));
        String nothing = refusal(() -> tables.write(a, dsl -> line(dsl, UUID.randomUUID())));

        assertThat(withoutIds(foreign)).isEqualTo(withoutIds(nothing)).contains("foreign key");
    }

    @Test
    void leavesAValueThatIsTakenElsewhereFree() {
        add(a, UUID.randomUUID(), "only in A");
        add(b, UUID.randomUUID(), "only in A");

        assertThatThrownBy(() -> add(a, UUID.randomUUID(), "only in A")).isInstanceOf(Conflict.class);
    }

    @Test
    void revealsNoHiddenRowOnConflict() {
        int merged = tables.write(
                a,
                dsl -> dsl.insertInto(INVOICES)
                        .values(a.tenant().value(), ofB, "2", 5L)
                        .onConflictDoNothing()
                        .execute());

        assertThat(merged).isEqualTo(1);
        assertThat(numbers(b)).containsExactly("1");
    }

    @Test
    void writesNothingInARead() {
        assertThatThrownBy(() -> tables.read(a, dsl -> insert(dsl, a, UUID.randomUUID(), "2")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void changesTogetherWithArtifactsOrNotAtAll() {
        ArtifactId artifact = new ArtifactId(UUID.randomUUID());

        assertThatThrownBy(() -> tables.write(a, dsl -> {
                    insert(dsl, a, UUID.randomUUID(), "2");
                    database.tenancy().write(a, stores -> {
                        stores.artifacts()
                                .create(Artifact.first(
                                        artifact, ArtifactContent.of("invoice 2", null, null, null), owner, now()));
                        return artifact;
                    });
                    throw new IllegalArgumentException("changed our mind");
                }))
                .hasMessage("changed our mind");

        assertThat(numbers(a)).containsExactly("1");
        assertThat(database.tenancy()
                        .<Object>read(a, stores -> stores.artifacts().find(artifact)))
                .isEqualTo(java.util.Optional.empty());
    }

    @Test
    void losesAWriteWhoseReadHidThatItTriedToWrite() {
        assertThatThrownBy(() -> tables.write(a, outer -> {
                    insert(outer, a, UUID.randomUUID(), "2");
                    return tables.read(a, inner -> {
                        try {
                            return insert(inner, a, UUID.randomUUID(), "3");
                        } catch (IllegalStateException refused) {
                            return 0;
                        }
                    });
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(numbers(a)).containsExactly("1");
    }

    @Test
    void goesWithItsTenantAndTakesNothingElseAlong() {
        database.tenancy().write(a, stores -> {
            stores.tenant().delete();
            return a;
        });

        assertThat(numbers(a)).isEmpty();
        assertThat(numbers(b)).containsExactly("1");
    }

    private List<String> numbers(Scope scope) {
        return tables.read(
                scope, dsl -> dsl.selectFrom(INVOICES).orderBy(INVOICES.NUMBER).fetch(INVOICES.NUMBER));
    }

    private int count(Scope scope, java.util.function.Function<DSLContext, Integer> query) {
        return tables.read(scope, dsl -> query.apply(dsl));
    }

    private void add(Scope scope, UUID id, String number) {
        int added = tables.write(scope, dsl -> insert(dsl, scope, id, number));
        assertThat(added).isEqualTo(1);
    }

    private static int insert(DSLContext dsl, Scope into, UUID id, String number) {
        return dsl.insertInto(INVOICES)
                .values(into.tenant().value(), id, number, 100L)
                .execute();
    }

    private int line(DSLContext dsl, UUID invoice) {
        return dsl.insertInto(INVOICE_LINES)
                .values(a.tenant().value(), invoice, 1, "work")
                .execute();
    }

    private static String refusal(Runnable work) {
        try {
            work.run();
            return "no refusal";
        } catch (DataAccessException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String withoutIds(String message) {
        return message.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
    }

    private Scope tenant() {
        TenantId id = new TenantId(UUID.randomUUID());
        database.directory().create(id, draft(), slug(), owner, now());
        return new Scope(id, owner);
    }

    private static TenantDraft draft() {
        return TenantDraft.of("a tenant", null, null, null);
    }

    private static Slug slug() {
        return new Slug(UUID.randomUUID().toString());
    }

    private static Instant now() {
        return Instant.parse("2026-01-02T03:04:05.123456Z");
    }

    private static io.ghostworks.account.User user(UserId id) {
        return new io.ghostworks.account.User(
                id,
                new io.ghostworks.account.Email(id + "@example.org"),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                false,
                true,
                now(),
                now());
    }
}
