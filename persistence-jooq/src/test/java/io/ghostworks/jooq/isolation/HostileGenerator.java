package io.ghostworks.jooq.isolation;

import io.ghostworks.jooq.isolation.Hostile.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Attacks that nobody wrote down: each way to another context, with each way to read, in each thing that carries a query.
 * The system property {@code ghostworks.seed} repeats a run.
 */
final class HostileGenerator {

    static final String THEME = "generated";

    private static final int ATTACKS = 250;

    private static final long SEED = Long.getLong("ghostworks.seed", new Random().nextLong());

    /** Ways to B's context, for whoever may set it. */
    private static final List<String> SWITCHES = List.of(
            "set local app.current_tenant_id = :b",
            "set app.current_tenant_id = :b",
            "select set_config('app.current_tenant_id', :b, true)",
            "select set_config('app.' || 'current_tenant_id', (:b)::uuid::text, false)",
            "with w as materialized (select set_config('app.current_tenant_id', :b, true) x) select x from w",
            "select from (values (1)) v(i) where set_config('app.current_tenant_id', :b, true) <> ''",
            "select 1 order by set_config('app.current_tenant_id', :b, true)",
            "select coalesce(nullif(set_config('app.current_tenant_id', :b, true), :b), 'x')",
            "select x from unnest(array[set_config('app.current_tenant_id', :b, true)]) x");

    /** Things that let a superuser read all that the query names, and nobody else. */
    private static final List<String> STEPS = List.of(
            "set local row_security = off",
            "set local search_path = ghostworks, public, pg_catalog",
            "grant ghostworks_search to current_user",
            "set local transaction_read_only = off",
            "set local plan_cache_mode = force_generic_plan",
            "set local client_min_messages = debug2");

    /** Queries with one column of text that names B where it can be seen. */
    private static final List<String> READINGS = List.of(
            "select name from ghostworks.artifacts",
            "select min(name) from ghostworks.artifacts",
            "select string_agg(name, ',') from ghostworks.artifacts",
            "select a::text from (select id, name, tags from ghostworks.artifacts) a",
            "select metadata ->> 'token' from ghostworks.artifacts",
            "select count(*)::text from ghostworks.artifacts where tenant_id = :b",
            "select unnest(tags) from ghostworks.artifacts",
            "select id::text from ghostworks.artifacts",
            "select name from ghostworks.artifacts where id = :row",
            "select case when exists (select from ghostworks.artifacts where id = :row) then :yes end",
            "select json_agg(name)::text from ghostworks.artifacts",
            "select a.name from ghostworks.artifacts a right join ghostworks.artifacts b on a.id = b.id",
            "select name from (select name, row_number() over () n from ghostworks.artifacts) a where n > 0",
            "select name from ghostworks.artifacts tablesample system (100)");

    /** What carries a query: the name in it is that of a cursor or statement. */
    private static final List<String> CARRIERS = List.of(
            "%s",
            "select * from (%s) q",
            "with q as materialized (%s) select * from q",
            "select array(%s)",
            "select (select string_agg(t, ' ') from (%s) q(t))",
            "select cast('x ' || string_agg(t, ' ') as integer) from (%s) q(t)",
            "copy (%s) to stdout",
            "prepare NAME as %s ;; execute NAME",
            "declare NAME cursor for %s ;; fetch all from NAME",
            "declare NAME cursor with hold for %s ;; fetch 9000 from NAME",
            "savepoint NAME ;; %s ;; rollback to savepoint NAME",
            "explain (analyze) select 1 ;; %s",
            "select q.t from (values (1)) v(i) cross join lateral (%s) q(t)",
            "%s union all select 'x'",
            "select xmlforest(t)::text from (%s) q(t)");

    private static final List<String> NAMES = List.of("\"S_1\"", "\"S_9\"", "\"C_1\"", "\"C_2\"", "spy", "\"a b\"");

    private HostileGenerator() {}

    static long seed() {
        return SEED;
    }

    static List<Hostile> generated() {
        Random random = new Random(SEED);
        List<Hostile> attacks = new ArrayList<>();
        while (attacks.size() < ATTACKS) {
            attacks.add(attack(random));
        }
        return attacks;
    }

    private static Hostile attack(Random random) {
        boolean unsealed = random.nextBoolean();
        List<String> statements = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            statements.add("savepoint before");
        }
        statements.add(oneOf(unsealed ? SWITCHES : STEPS, random));
        String carried =
                oneOf(CARRIERS, random).formatted(oneOf(READINGS, random)).replace("NAME", oneOf(NAMES, random));
        statements.addAll(List.of(carried.split(" ;; ", -1)));
        return new Hostile(THEME, unsealed ? Needs.UNSEALED : Needs.BARE, statements);
    }

    private static String oneOf(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
