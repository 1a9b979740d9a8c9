package io.ghostworks.jooq.isolation;

import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Who has the application's role inside tenant A, and looks for what is B's: in all that the database says to an attack,
 * then from A, and from C, which takes no part, and in what B's next request on the same connection gets to see.
 */
final class Adversary implements AutoCloseable {

    /** All that a tenant sees of the tables it may read. */
    private static final String LOOK = "select a::text from ghostworks.artifacts a"
            + " union all select t::text from ghostworks.tenants t"
            + " union all select m::text from ghostworks.workspace_memberships m"
            + " union all select k::text from ghostworks.idempotency_keys k"
            + " union all select row(u.id, u.email, u.first_name, u.last_name)::text from ghostworks.users u"
            + " union all select row(s.id, s.user_id, s.created_at, s.revoked_at)::text from ghostworks.sessions s";

    /** What another request may have left on the connection. */
    private static final String LEFT = " union all select p.statement from pg_prepared_statements p"
            + " union all select c.statement from pg_cursors c"
            + " union all select name || setting from pg_settings where source = 'session'";

    private final TestDatabase database;
    private final Battlefield field;
    private final Canary canary;
    private final Names names;
    private final Names decoys;
    private final Scope a;
    private final Scope b;
    private final Scope c;
    /** A pool of one connection, for A's code and B's requests. */
    private final Database shared;

    /** Whether connections of the adversary's own are B's too, behind a pooler. */
    private final boolean pooled;

    private final Database apart;
    private final PGSimpleDataSource own = new PGSimpleDataSource();
    private Connection raw;

    /** @param jdbcUrl the way to the server that A and B share */
    Adversary(TestDatabase database, Battlefield field, Canary canary, String jdbcUrl, Manner manner)
            throws SQLException {
        this.database = database;
        this.field = field;
        this.canary = canary;
        this.names = field.names().and(Map.of("yes", canary.yesInSql()));
        this.decoys = names.and(Map.of("b", literal(), "row", literal(), "user", literal(), "hidden", literal()));
        this.a = scope(field.a, field.mallory);
        this.b = scope(field.b, field.victim);
        this.c = scope(field.c, field.bystander);
        this.pooled = !jdbcUrl.equals(database.app().jdbcUrl());
        SealKey key = SealKey.of(database.sealKey());
        this.shared = Database.open(settings(field, jdbcUrl), key);
        this.apart = Database.open(settings(field, database.app().jdbcUrl()), key);
        own.setUrl(jdbcUrl);
        own.setUser(field.role());
        own.setPassword(Battlefield.PASSWORD);
        // An attack may prepare what pgjdbc would call its next statement; that must spoil B's connection or none.
        own.setPrepareThreshold(0);
        if (manner == Manner.TOGETHER) {
            own.setPreferQueryMode(org.postgresql.jdbc.PreferQueryMode.SIMPLE);
        }
        this.raw = own.getConnection();
    }

    private static String literal() {
        return "'" + UUID.randomUUID() + "'";
    }

    private static Scope scope(UUID tenant, UUID user) {
        return new Scope(new TenantId(tenant), new UserId(user));
    }

    private static DatabaseSettings settings(Battlefield field, String jdbcUrl) {
        return DatabaseSettings.of(jdbcUrl, field.role(), Battlefield.PASSWORD)
                .withPool(1, 0, Duration.ofSeconds(20))
                .withStatementTimeout(Duration.ofSeconds(15));
    }

    /** What the attacks showed of B, or broke for B; empty when all is well. */
    List<String> losses(Manner manner, List<Hostile> attacks) throws SQLException {
        List<String> losses = new ArrayList<>();
        String before = field.state();
        for (Hostile attack : attacks) {
            String said = run(manner, attack);
            // What A leaves on a connection of its own is no news of B.
            boolean ownOnly = attack.statements().contains(Hostile.REQUEST) && isRaw(manner);
            if (ownOnly ? canary.isIn(said) : canary.isAnsweredIn(said)) {
                losses.add(attack + "\n  said " + canary.lines(said));
            }
            after(manner).forEach(loss -> losses.add(attack + "\n  " + loss));
        }
        if (manner == Manner.TOGETHER) {
            rollBack();
        }
        if (!field.state().equals(before)) {
            losses.add("rows of B were changed");
        }
        return losses;
    }

    private static boolean isRaw(Manner manner) {
        return manner == Manner.ALONE || manner == Manner.TOGETHER;
    }

    private String run(Manner manner, Hostile attack) throws SQLException {
        return switch (manner) {
            case DOOR_READ, DOOR_WRITE -> throughTheDoor(manner, attack);
            case ALONE -> alone(attack);
            case TOGETHER -> together(attack);
        };
    }

    private List<String> after(Manner manner) throws SQLException {
        List<String> losses = new ArrayList<>();
        if (canary.isIn(lookFromA(manner))) {
            losses.add("A sees B afterwards");
        }
        if (manner == Manner.TOGETHER) {
            return losses;
        }
        if (canary.isIn(apart.tables().<String>read(c, dsl -> look(dsl, LOOK)))) {
            losses.add("C sees B afterwards");
        }
        try {
            request();
        } catch (Unavailable spoilt) {
            // Behind a pooler that resets nothing, whoever has the password may spoil a connection, but not what it
            // shows.
            if (!pooled || !isRaw(manner)) {
                losses.add("B's next request: " + spoilt);
            }
        } catch (RuntimeException foreign) {
            losses.add("B's next request ends in what nobody may see: " + foreign);
        }
        if (manner == Manner.ALONE) {
            clean();
        }
        return losses;
    }

    /** B's request: it sees all its rows, and none of another tenant. */
    private void request() {
        String name = shared.tenancy()
                .<String>read(
                        b,
                        stores -> stores.artifacts()
                                .get(new ArtifactId(field.row))
                                .content()
                                .name());
        long[] counts = shared.tables().read(b, dsl -> {
            var row = dsl.fetchSingle(
                    "select count(*), count(*) filter (where tenant_id <> {0}) from ghostworks.artifacts",
                    org.jooq.impl.DSL.val(field.b));
            return new long[] {row.get(0, Long.class), row.get(1, Long.class)};
        });
        if (!name.equals(canary.name()) || counts[0] != canary.rows() || counts[1] != 0) {
            throw new AssertionError("B's next request saw " + name + " and " + counts[0] + " rows");
        }
    }

    private String lookFromA(Manner manner) throws SQLException {
        if (!isRaw(manner)) {
            return shared.tables().<String>read(a, dsl -> look(dsl, LOOK + LEFT));
        }
        if (manner == Manner.TOGETHER) {
            return Said.to(raw, LOOK + LEFT).text();
        }
        begin();
        String seen = Said.to(raw, LOOK + LEFT).text();
        raw.rollback();
        return seen;
    }

    private static String look(DSLContext dsl, String query) {
        return dsl.fetch(query).format(10_000);
    }

    private String throughTheDoor(Manner manner, Hostile attack) {
        StringBuilder said = new StringBuilder();
        for (List<String> part : parts(attack)) {
            try {
                if (manner == Manner.DOOR_READ) {
                    shared.tables().read(a, dsl -> inside(dsl, part, true, said));
                } else {
                    shared.tables().write(a, dsl -> inside(dsl, part, false, said));
                }
            } catch (RuntimeException refused) {
                said.append(Said.in(refused).text());
            }
            if (attack.statements().contains(Hostile.REQUEST)) {
                request();
            }
        }
        return said.toString();
    }

    private int inside(DSLContext dsl, List<String> statements, boolean prepared, StringBuilder said) {
        dsl.connection(connection -> {
            for (String statement : statements) {
                Said answer = Said.toDoor(connection, names.fill(statement), prepared);
                said.append(answer.text());
                if (answer.failed()) {
                    return;
                }
            }
        });
        return 0;
    }

    /** The statements before, between and after B's requests. */
    private static List<List<String>> parts(Hostile attack) {
        List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (String statement : attack.statements()) {
            if (statement.equals(Hostile.REQUEST)) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(statement);
            }
        }
        return parts;
    }

    /** Once with B's ids and once with ids that nobody has: only the ids may tell the answers apart. */
    private String alone(Hostile attack) throws SQLException {
        List<Said> real = transactions(attack, names);
        StringBuilder said = new StringBuilder();
        real.forEach(answer -> said.append(answer.text()));
        if (attack.statements().stream().anyMatch(this::namesB)) {
            clean();
            String outline = outline(real, names);
            String decoy = outline(transactions(attack, decoys), decoys);
            if (!outline.equals(decoy)) {
                said.append(canary.yes())
                        .append(": B's ids are answered with\n")
                        .append(outline);
                said.append("and ids of nobody with\n").append(decoy);
            }
        }
        return said.toString();
    }

    private boolean namesB(String statement) {
        return !names.fill(statement).equals(decoys.fill(statement));
    }

    private static String outline(List<Said> answers, Names names) {
        StringBuilder outline = new StringBuilder();
        answers.forEach(answer -> outline.append(answer.outline()));
        return names.mask(outline.toString());
    }

    private List<Said> transactions(Hostile attack, Names ids) throws SQLException {
        List<Said> said = new ArrayList<>();
        for (List<String> part : parts(attack)) {
            begin();
            said.addAll(Said.toEach(raw, part.stream().map(ids::fill).toList()));
            end().ifPresent(said::add);
            if (attack.statements().contains(Hostile.REQUEST)) {
                try {
                    request();
                } catch (Unavailable spoilt) {
                    said.add(Said.in(spoilt));
                }
            }
        }
        return said;
    }

    private void restart() throws SQLException {
        rollBack();
        begin();
    }

    private void begin() throws SQLException {
        connect();
        raw.setAutoCommit(false);
        Entrance.enter(database, raw, field.a, field.mallory);
    }

    /** Some attacks cost the adversary the connection. */
    private void connect() throws SQLException {
        if (raw.isClosed()) {
            raw = own.getConnection();
        }
    }

    /** What the server says to the commit if it refuses: it tells as much as a statement's error may. */
    private Optional<Said> end() throws SQLException {
        try {
            raw.commit();
            return Optional.empty();
        } catch (SQLException refused) {
            rollBack();
            return Optional.of(Said.in(refused));
        }
    }

    private void rollBack() throws SQLException {
        connect();
        if (!raw.getAutoCommit()) {
            raw.rollback();
        }
    }

    private String together(Hostile attack) throws SQLException {
        if (attack.statements().contains(Hostile.REQUEST)) {
            return "";
        }
        connect();
        raw.setAutoCommit(false);
        if (Said.to(raw, "savepoint attack").failed()
                || Said.to(raw, "select ghostworks.tenant_id()").failed()) {
            restart();
            Said.to(raw, "savepoint attack");
        }
        StringBuilder said = new StringBuilder();
        List<Said> answers =
                Said.toEach(raw, attack.statements().stream().map(names::fill).toList());
        answers.forEach(answer -> said.append(answer.text()));
        if (answers.getLast().failed()
                && Said.to(raw, "rollback to savepoint attack").failed()) {
            restart();
        }
        Said.to(raw, "reset role");
        Said.to(raw, "close all");
        Said.to(raw, "deallocate all");
        return said.toString();
    }

    private void clean() throws SQLException {
        rollBack();
        raw.setAutoCommit(true);
        Said.to(raw, "reset session authorization");
        Said.to(raw, "discard all");
    }

    @Override
    public void close() throws SQLException {
        raw.close();
        shared.close();
        apart.close();
    }
}
