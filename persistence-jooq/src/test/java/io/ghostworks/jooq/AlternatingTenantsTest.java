package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A, then B, then A on one connection, with one prepared statement often enough for a cached plan (CVE-2016-2193,
 * CVE-2023-2455, CVE-2024-10976: a plan made for one tenant or role that served another).
 */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlternatingTenantsTest {

    private static final int ROUNDS = 12;

    private final TestDatabase database;
    private final Database adapter;
    private final Scope a;
    private final Scope b;

    AlternatingTenantsTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.adapter = Database.open(
                TestPorts.settings(database).withPool(1, 0, Duration.ofSeconds(10)), TestPorts.key(database));
        World world = new World(TestPorts.of(adapter, database));
        var owner = world.user();
        this.a = new Scope(world.room(owner).tenant(), owner.id());
        this.b = new Scope(world.room(owner).tenant(), owner.id());
        create(a, "of A");
        create(b, "of B");
        asAdmin("create view public.all_artifacts with (security_invoker) as select name from ghostworks.artifacts");
        asAdmin("create function public.each_artifact() returns table (name text) language sql stable"
                + " begin atomic select a.name from ghostworks.artifacts a; end");
        asAdmin("grant select on public.all_artifacts to authenticated_users");
    }

    @AfterAll
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "force_custom_plan | select name from ghostworks.artifacts",
                "force_generic_plan | select name from ghostworks.artifacts",
                "force_generic_plan | select name from (select * from ghostworks.artifacts offset 0) sub",
                "force_generic_plan | with x as materialized (select * from ghostworks.artifacts) select name from x",
                "force_generic_plan | with x as not materialized (select * from ghostworks.artifacts) select name from x",
                "force_generic_plan | select name from public.all_artifacts",
                "force_generic_plan | select name from public.each_artifact()",
                "force_custom_plan | select name from public.each_artifact()",
                "force_generic_plan | select max(a.name) from ghostworks.artifacts a join ghostworks.tenants t on true",
            })
    void case03EachSeesItsOwn(String planning, String query) throws SQLException {
        asAdmin("alter role \"" + database.app().user() + "\" in database \"" + database.name()
                + "\" set plan_cache_mode = " + planning);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(names(a, query)).isEqualTo("of A");
            assertThat(names(b, query)).isEqualTo("of B");
        }
    }

    private String names(Scope scope, String query) {
        List<String> names =
                adapter.tables().read(scope, dsl -> dsl.fetch(query).getValues(0, String.class));
        return String.join(",", names);
    }

    private void create(Scope scope, String name) {
        ArtifactContent content = ArtifactContent.of(name, null, null, null);
        ArtifactId id = new ArtifactId(UUID.randomUUID());
        adapter.tenancy().write(scope, stores -> {
            stores.artifacts().create(Artifact.first(id, content, scope.actor(), World.THEN));
            return id;
        });
    }

    private void asAdmin(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
