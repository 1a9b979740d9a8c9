package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.Artifact;
import io.ghostworks.artifact.ArtifactContent;
import io.ghostworks.artifact.ArtifactFilter;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many clients of many tenants on few connections to the server, through PgBouncer in transaction mode. Each client knows what is in its
 * tenants, which nobody else changes, and sees that after each step, no more and no less. The system property {@code ghostworks.seed}
 * repeats what a client does, though not when.
 */
@ExtendWith(DatabaseExtension.class)
class PoolerTrafficTest {

    private static final int CLIENTS = 8;
    private static final int TENANTS_OF_EACH = 3;
    private static final int STEPS = 300;
    private static final int SERVER_CONNECTIONS = 3;
    private static final int MOST_ROWS = 12;
    private static final long SEED = Long.getLong("ghostworks.seed", new Random().nextLong());

    private final TestDatabase database;

    PoolerTrafficTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void case04ShowsEachTenantItsOwnRowsAndAllOfThem() throws SQLException, InterruptedException {
        String user = Objects.requireNonNull(database.app().user());
        String password = Objects.requireNonNull(database.app().password());
        try (PgBouncer pooler = PgBouncer.start(database.app(), Map.of(user, password), SERVER_CONNECTIONS)) {
            DatabaseSettings settings = DatabaseSettings.of(pooler.through(database.app()), user, password)
                    .withPool(CLIENTS, 0, Duration.ofSeconds(30));
            try (Database adapter = Database.open(settings, SealKey.of(database.sealKey()));
                    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<?>> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    Client client = new Client(adapter, tenants(), settings, new Random(SEED + i));
                    clients.add(threads.submit(client));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
            } catch (ExecutionException e) {
                throw new AssertionError("-Dghostworks.seed=" + SEED, e.getCause());
            }
        }
    }

    /** New tenants with one owner. */
    private List<Own> tenants() throws SQLException {
        UUID owner = UUID.randomUUID();
        List<Own> tenants = new ArrayList<>();
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("insert into ghostworks.users (id, email, password_hash) values ('" + owner + "', '"
                    + owner + "@example.org', 'h')");
            for (int i = 0; i < TENANTS_OF_EACH; i++) {
                UUID tenant = UUID.randomUUID();
                statement.execute(
                        "begin; insert into ghostworks.tenants (id, name, slug) values ('" + tenant + "', 'T', 't-"
                                + tenant
                                + "'); insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values ('"
                                + tenant + "', '" + owner + "', 'owner'); commit");
                tenants.add(new Own(new Scope(new TenantId(tenant), new UserId(owner)), new ArrayList<>()));
            }
        }
        return tenants;
    }

    /** A tenant, and the artifacts that are in it. */
    private record Own(Scope scope, List<Artifact> artifacts) {

        Artifact draft() {
            return Artifact.first(
                    new ArtifactId(UUID.randomUUID()),
                    ArtifactContent.of("of " + scope.tenant(), null, null, null),
                    scope.actor(),
                    World.THEN);
        }
    }

    /** One thread's work. */
    private static final class Client implements Runnable {

        private final Database adapter;
        private final List<Own> tenants;
        private final DatabaseSettings settings;
        private final Random random;

        Client(Database adapter, List<Own> tenants, DatabaseSettings settings, Random random) {
            this.adapter = adapter;
            this.tenants = tenants;
            this.settings = settings;
            this.random = random;
        }

        @Override
        public void run() {
            try (Connection plain = plain()) {
                for (int step = 0; step < STEPS; step++) {
                    Own own = tenants.get(random.nextInt(tenants.size()));
                    step(own, plain);
                    look(own);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void step(Own own, Connection plain) {
            switch (random.nextInt(9)) {
                case 0, 1 -> create(own);
                case 2 -> rename(own);
                case 3 -> delete(own);
                case 4 -> fail(own, dsl -> dsl.fetch("select 1 / 0"), DataAccessException.class);
                case 5 -> fail(own, Client::rollBack, RolledBack.class);
                case 6 -> fail(own, Client::takeTooLong, Unavailable.class);
                case 7 -> reachForAnother(own);
                default -> forgetTheContext(plain);
            }
        }

        private void create(Own own) {
            List<Artifact> made = List.of(own.draft(), own.draft());
            adapter.tenancy().<Integer>write(own.scope(), stores -> {
                made.forEach(stores.artifacts()::create);
                return made.size();
            });
            own.artifacts().addAll(made);
            while (own.artifacts().size() > MOST_ROWS) {
                delete(own);
            }
        }

        private void rename(Own own) {
            int renamed = adapter.tables()
                    .write(
                            own.scope(),
                            dsl -> dsl.execute("update ghostworks.artifacts set description = 'new' where is_active"));
            assertThat(renamed).isEqualTo(own.artifacts().size());
        }

        private void delete(Own own) {
            if (!own.artifacts().isEmpty()) {
                ArtifactId id = own.artifacts().removeFirst().id();
                adapter.tenancy().<ArtifactId>write(own.scope(), stores -> {
                    stores.artifacts().delete(id);
                    return id;
                });
            }
        }

        /** A write that is not stored. */
        private void fail(
                Own own, java.util.function.Consumer<DSLContext> failing, Class<? extends Exception> failure) {
            assertThatThrownBy(() -> adapter.tables().<Integer>write(own.scope(), dsl -> {
                        insert(dsl, own.scope());
                        failing.accept(dsl);
                        return 1;
                    }))
                    .isInstanceOf(failure);
        }

        private static void rollBack(DSLContext dsl) {
            throw new RolledBack();
        }

        private static void takeTooLong(DSLContext dsl) {
            dsl.fetch("select set_config('statement_timeout', '10', true)");
            dsl.fetch("select pg_sleep(30)");
        }

        private static void insert(DSLContext dsl, Scope into) {
            dsl.execute(
                    "insert into ghostworks.artifacts (tenant_id, id, name) values ({0}, {1}, 'lost')",
                    DSL.val(into.tenant().value()), DSL.val(UUID.randomUUID()));
        }

        /** For a tenant of the same owner. */
        private void reachForAnother(Own own) {
            Own other = tenants.get(random.nextInt(tenants.size()));
            boolean itself = other.scope().equals(own.scope());
            for (Artifact artifact : other.artifacts()) {
                Optional<Artifact> found = adapter.tenancy()
                        .read(own.scope(), stores -> stores.artifacts().find(artifact.id()));
                assertThat(found.isPresent()).isEqualTo(itself);
            }
            if (!itself) {
                assertThatThrownBy(() -> adapter.tables().<Integer>write(own.scope(), dsl -> {
                            insert(dsl, other.scope());
                            return 1;
                        }))
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("row-level security");
            }
        }

        /** Whoever sets no context sees an error, and not what the connection's last user saw. */
        private static void forgetTheContext(Connection plain) {
            assertThatThrownBy(() -> {
                        try (Statement statement = plain.createStatement()) {
                            statement.executeQuery("select name from ghostworks.artifacts");
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }

        private void look(Own own) {
            String tenant = own.scope().tenant().toString();
            List<String> ids = adapter.tables()
                    .read(
                            own.scope(),
                            dsl -> dsl.fetch("select tenant_id || ' ' || id from ghostworks.artifacts where is_active")
                                    .getValues(0, String.class));
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(own.artifacts().stream()
                            .map(artifact -> tenant + " " + artifact.id())
                            .toList());
            assertThat(adapter.tenancy()
                            .<List<ArtifactId>>read(
                                    own.scope(),
                                    stores ->
                                            stores
                                                    .artifacts()
                                                    .list(ArtifactFilter.ALL, Optional.empty(), 100)
                                                    .items()
                                                    .stream()
                                                    .map(Artifact::id)
                                                    .toList()))
                    .containsExactlyInAnyOrderElementsOf(
                            own.artifacts().stream().map(Artifact::id).toList());
        }

        private Connection plain() throws SQLException {
            org.postgresql.ds.PGSimpleDataSource source = new org.postgresql.ds.PGSimpleDataSource();
            source.setUrl(settings.jdbcUrl());
            source.setUser(settings.user());
            source.setPassword(settings.password());
            source.setPrepareThreshold(0);
            return source.getConnection();
        }
    }

    private static final class RolledBack extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
