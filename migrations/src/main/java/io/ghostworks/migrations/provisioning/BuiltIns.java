package io.ghostworks.migrations.provisioning;

import io.ghostworks.migrations.provisioning.ProvisioningStep.Place;
import java.util.List;

/**
 * What PostgreSQL lets everybody call by default, and the application must not: it runs text as SQL, writes what belongs to
 * no tenant, or reaches into other sessions. docs/security.md gives the reason for each. Only a superuser can revoke these;
 * anyone else leaves them, and the doctor's rule {@code built-in-open} tells.
 */
final class BuiltIns {
    /** Those that PUBLIC may execute, and who keeps them. */
    private static final String OPEN = """
            select f.oid, f.keeper from (
              select p.oid, coalesce(p.proacl, acldefault('f', p.proowner)) as acl, case
                when p.proname ~ '^(lo_.*|loread|lowrite|ts_stat|pg_logical_emit_message)$'
                  or p.proname ~ '^(query|cursor|table|schema|database)_to_xml'
                  or p.proname = 'ts_rewrite' and p.provolatile = 'v' then ''
                when p.proname ~ '^pg_(cancel|terminate)_backend$' then 'pg_signal_backend'
                when p.proname ~ '^pg_stat_get(_backend)?_activity$' then 'pg_read_all_stats'
                when p.proname ~ '^pg_(try_)?advisory_(xact_)?lock' then 'ghostworks_owner' end as keeper
              from pg_catalog.pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace) f
            where f.keeper is not null and exists (select from aclexplode(f.acl) a where a.grantee = 0)""";

    private static final String OPEN_LANGUAGE = "select from pg_catalog.pg_language l,"
            + " aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a where l.lanname = 'plpgsql' and a.grantee = 0";

    private BuiltIns() {}

    static List<ProvisioningStep> steps() {
        return List.of(
                step("""
                        do $$
                        declare open record;
                        begin
                          for open in
                            %s
                          loop
                            execute format('revoke execute on function %%s from public', open.oid::regprocedure);
                            if open.keeper <> '' then
                              execute format('grant execute on function %%s to %%I', open.oid::regprocedure, open.keeper);
                            end if;
                          end loop;
                        end $$""".formatted(OPEN), OPEN),
                // Without it nobody runs DO, or makes functions; calling one needs no privilege of its language.
                step("grant usage on language plpgsql to ghostworks_owner, ghostworks_search", OPEN_LANGUAGE),
                step("revoke usage on language plpgsql from public", OPEN_LANGUAGE));
    }

    private static ProvisioningStep step(String sql, String whileThereIs) {
        return new ProvisioningStep(
                Place.DATABASE,
                sql,
                "select where not exists (" + whileThereIs + ")"
                        + " or not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)");
    }
}
