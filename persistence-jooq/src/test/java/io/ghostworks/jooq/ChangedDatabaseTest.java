package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Invalid;
import io.ghostworks.error.Unavailable;
import io.ghostworks.tenant.Tenant;
import io.ghostworks.testing.contract.World;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
