package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator changes while connections are open. */
@ExtendWith(DatabaseExtension.class)
class ChangedDatabaseTest {

    /** More than it takes until the driver prepares a statement on the server. */
    private static final int TIMES = 8;

    private final TwoTenants tenants;

    ChangedDatabaseTest(TestDatabase database) {
        tenants = new TwoTenants(database);
    }

    @AfterEach
    void close() {
        tenants.close();
    }

    @Test
    void readsOnWhenTheTypeOfAPreparedColumnChanges() {
        for (int time = 0; time < TIMES; time++) {
            tenant();
        }
        changeAColumn();

        assertThat(tenant().id()).isEqualTo(tenants.a.tenant());
    }

    @Test
    void beginsAWriteAnewWhenItsFirstStatementMeetsAChangedColumn() {
        for (int time = 0; time < TIMES; time++) {
            lookInAWrite();
        }
        changeAColumn();

        assertThat(lookInAWrite().id()).isEqualTo(tenants.a.tenant());
    }

    @Test
    void losesAWriteThatHasWrittenAndMeetsAChangedColumn() {
        for (int time = 0; time < TIMES; time++) {
            writeAndLook();
        }
        long before = tenants.artifacts(tenants.a);
        changeAColumn();

        assertThatThrownBy(this::writeAndLook).isInstanceOf(Unavailable.class);
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before);
        writeAndLook();
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsAStatementOfForeignCodeAgainThatHasDoneNothing(boolean writes) {
        for (int time = 0; time < TIMES; time++) {
            lookAsForeignCode(tenants.adapter, writes);
        }
        String connection = process();
        changeAColumn();

        assertThat(lookAsForeignCode(tenants.adapter, writes)).isOne();
        assertThat(process()).isEqualTo(connection);
    }

    @Test
    void runsAStatementOfForeignCodeNotAgainAfterOthersOfItsTransaction() {
        for (int time = 0; time < TIMES; time++) {
            writeAndLookAsForeignCode();
        }
        long before = tenants.artifacts(tenants.a);
        changeAColumn();

        assertThatThrownBy(this::writeAndLookAsForeignCode).isInstanceOf(Unavailable.class);
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before);
        writeAndLookAsForeignCode();
        assertThat(tenants.artifacts(tenants.a)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from ghostworks.tenants",
                "with t as (select * from ghostworks.tenants) select * from t",
                "with none as (update ghostworks.artifacts set name = name where false returning id)"
                        + " select (select count(*) from none), t.* from ghostworks.tenants t"
            })
    void runsAStatementOfTheArmedDataSourceAgain(String sql) throws SQLException {
        try (Connection armed = tenants.adapter.dataSource().getConnection()) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                for (int time = 0; time < TIMES; time++) {
                    execute(armed, autoCommit, sql);
                }
                changeAColumn();
                execute(armed, autoCommit, sql);
            }
        }
    }

    /** Its pool closes the connection, so there is nothing to run it on. */
    @Test
    void isUnavailableOnceOnAPoolThatKeepsNoSuchConnection() {
        try (HikariDataSource pool = pool(tenants.database)) {
            Database over = Database.over(pool, TestPorts.key(tenants.database));
            meetAChange(over);

            assertThatThrownBy(() -> lookAsForeignCode(over, false)).isInstanceOf(Unavailable.class);
            assertThat(lookAsForeignCode(over, false)).isOne();
        }
    }

    @Test
    void runsAStatementAgainOnAPoolThatKeepsSuchAConnection() {
        try (HikariDataSource pool = pool(tenants.database)) {
            pool.setExceptionOverride(new KeptConnections());
            Database over = Database.over(pool, TestPorts.key(tenants.database));
            meetAChange(over);

            assertThat(lookAsForeignCode(over, false)).isOne();
        }
    }

    private static HikariDataSource pool(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database.appDataSource());
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private void meetAChange(Database over) {
        for (int time = 0; time < TIMES; time++) {
            lookAsForeignCode(over, false);
        }
        changeAColumn();
    }

    private int lookAsForeignCode(Database adapter, boolean writes) {
        return writes
                ? adapter.tables().<Integer>write(tenants.a, ChangedDatabaseTest::look)
                : adapter.tables().<Integer>read(tenants.a, ChangedDatabaseTest::look);
    }

    private static int look(DSLContext dsl) {
        return dsl.fetch("select * from ghostworks.tenants").size();
    }

    private void writeAndLookAsForeignCode() {
        tenants.adapter.tables().<Integer>write(tenants.a, dsl -> TwoTenants.insert(dsl, tenants.a) + look(dsl));
    }

    private void execute(Connection armed, boolean autoCommit, String sql) {
        tenants.adapter.tenancy().<Boolean>within(tenants.a, () -> {
            try {
                armed.setAutoCommit(autoCommit);
                try (PreparedStatement statement = armed.prepareStatement(sql)) {
                    statement.execute();
                }
                armed.setAutoCommit(true);
                return true;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private String process() {
        return tenants.adapter
                .tables()
                .read(
                        tenants.a,
                        dsl -> dsl.fetchSingle("select pg_backend_pid()").get(0, String.class));
    }

    @Test
    void isUnavailableForWritesWhileTheDatabaseIsReadOnlyAndReadsOn() {
        assertThat(tenants.adapter.server().isWritable()).isTrue();
        // As of a server that was demoted. What a role or a database stores, the driver's own options would win over.
        String url = tenants.database.app().jdbcUrl();
        String readOnly = url + (url.contains("?") ? "&" : "?") + "options=-c%20default_transaction_read_only%3Don";

        Database fresh = Database.open(TestPorts.settings(tenants.database, readOnly), TestPorts.key(tenants.database));
        try (fresh) {
            assertThatThrownBy(() -> fresh.tables().write(tenants.a, dsl -> TwoTenants.insert(dsl, tenants.a)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("accepts no changes");
            assertThatThrownBy(() -> fresh.tenancy().<ArtifactId>write(tenants.a, stores -> {
                        stores.artifacts().create(artifact("a name"));
                        return new ArtifactId(UUID.randomUUID());
                    }))
                    .isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> fresh.tables().read(tenants.a, dsl -> TwoTenants.insert(dsl, tenants.a)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside Tenancy.read");
            assertThat(fresh.tenancy()
                            .read(tenants.a, stores -> stores.tenant().get())
                            .id())
                    .isEqualTo(tenants.a.tenant());
            assertThat(fresh.server().isWritable()).isFalse();
        }
    }

    @Test
    void isNotWritableAfterTheServerHadNoRoomForAChangeAndReadsOn() {
        tenants.asAdmin("""
            create function ghostworks.find_no_room() returns trigger language plpgsql as
              $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
            create trigger full_disk before insert on ghostworks.artifacts
              for each row execute function ghostworks.find_no_room();
            """);
        assertThat(tenants.adapter.server().isWritable()).isTrue();

        assertThatThrownBy(() -> tenants.adapter.tenancy().<Integer>write(tenants.a, stores -> {
                    stores.artifacts().create(artifact("a name"));
                    return 1;
                }))
                .isInstanceOf(Unavailable.class)
                .hasMessage("The database is out of resources at the moment.");
        tenants.asAdmin("drop function ghostworks.find_no_room() cascade");

        assertThat(tenants.adapter.server().isWritable()).isFalse();
        assertThat(tenant().id()).isEqualTo(tenants.a.tenant());
    }

    @Test
    void namesTheFieldOfAConstraintThatTheDomainDoesNotKnow() {
        tenants.asAdmin("alter table ghostworks.artifacts add constraint artifacts_name_decent check (name <> 'rude')");

        assertThatThrownBy(() -> tenants.adapter.tenancy().<Integer>write(tenants.a, stores -> {
                    stores.artifacts().create(artifact("rude"));
                    return 1;
                }))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Invalid.Violation::field)
                                .containsExactly("name"));
    }

    private void changeAColumn() {
        String type = tenants.asAdmin(
                "select case format_type(atttypid, null) when 'integer' then 'bigint' else 'integer' end"
                        + " from pg_attribute where attrelid = 'ghostworks.tenants'::regclass and attname = 'member_count'");
        tenants.asAdmin("alter table ghostworks.tenants alter column member_count type " + type);
    }

    private Tenant tenant() {
        return tenants.adapter
                .tenancy()
                .read(tenants.a, stores -> stores.tenant().get());
    }

    private Tenant lookInAWrite() {
        return tenants.adapter
                .tenancy()
                .write(tenants.a, stores -> stores.tenant().get());
    }

    private void writeAndLook() {
        tenants.adapter.tenancy().<Tenant>write(tenants.a, stores -> {
            stores.artifacts().create(artifact("a name"));
            return stores.tenant().get();
        });
    }

    private Artifact artifact(String name) {
        return Artifact.first(
                new ArtifactId(UUID.randomUUID()),
                ArtifactContent.of(name, null, null, null),
                tenants.a.actor(),
                World.THEN);
    }
}
