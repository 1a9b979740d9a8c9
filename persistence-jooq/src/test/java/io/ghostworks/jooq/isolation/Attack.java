package io.ghostworks.jooq.isolation;

import java.util.List;

/**
 * One attack from inside tenant A on tenant B, by statements that run one after the other in A's context as the
 * application's role. The last one tells how many rows of B it read or changed. {@code :a} and {@code :b} are the
 * tenants, {@code :row} is the id of B's artifact and {@code :user} that of B's owner.
 */
enum Attack {
    SELECT(Weakening.OPEN_POLICY, "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_07_SELECT_BY_ID(Weakening.OPEN_POLICY, "select count(*) from ghostworks.artifacts where id = :row"),
    SELECT_EVERYTHING(
            Weakening.OPEN_POLICY,
            "select count(*) - count(*) filter (where tenant_id = :a) from ghostworks.artifacts"),
    JOIN(
            Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.artifacts mine join ghostworks.artifacts theirs on theirs.tenant_id = :b"),
    SUBQUERY(
            Weakening.OPEN_POLICY,
            "select count(*) from (select id from ghostworks.artifacts where tenant_id = :b offset 0) theirs"),
    EXISTS(Weakening.OPEN_POLICY, "select (exists (select from ghostworks.artifacts where id = :row))::int"),
    WINDOW(
            Weakening.OPEN_POLICY,
            "select coalesce(max(n), 0) from (select count(*) over (partition by tenant_id) n, tenant_id"
                    + " from ghostworks.artifacts) counted where tenant_id = :b"),
    LATERAL(
            Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.artifacts mine,"
                    + " lateral (select from ghostworks.artifacts theirs where theirs.tenant_id <> mine.tenant_id) x"),
    CTE(
            Weakening.OPEN_POLICY,
            "with theirs as materialized (select * from ghostworks.artifacts) select count(*) from theirs where id = :row"),
    FULL_TEXT(
            Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.artifacts where search_document @@ to_tsquery('simple', 'secret')"),
    SIMILARITY(
            Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.artifacts where public.word_similarity('secret', name) > 0.5"),
    SUBSTRING(Weakening.OPEN_POLICY, "select count(*) from ghostworks.artifacts where name ilike '%secret%'"),
    TAG(Weakening.OPEN_POLICY, "select count(*) from ghostworks.artifacts where tags @> array['secret']"),
    METADATA(Weakening.OPEN_POLICY, "select count(*) from ghostworks.artifacts where metadata @> '{\"secret\": true}'"),
    TABLESAMPLE(
            Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.artifacts tablesample system (100) where tenant_id = :b"),
    FOR_UPDATE(Weakening.OPEN_POLICY, "select 1 from ghostworks.artifacts where id = :row for update"),
    FOR_SHARE(Weakening.OPEN_POLICY, "select 1 from ghostworks.artifacts where id = :row for share"),
    SEARCH_FUNCTION(
            Weakening.SEARCH_WITHOUT_TENANT,
            "select count(*) from ghostworks.search_artifacts(null, 'secret', null, null, null, null, null, null, null,"
                    + " null, null, null, 100)"),
    COUNT_FUNCTION(
            Weakening.SEARCH_WITHOUT_TENANT,
            "select ghostworks.count_artifacts(null, 'secret', null, null, null, null, null, null, null)"),
    SEARCH_JOINED_BACK(
            Weakening.SEARCH_WITHOUT_TENANT + ";" + Weakening.OPEN_POLICY,
            "select count(*) from ghostworks.search_artifacts(null, 'secret', null, null, null, null, null, null, null,"
                    + " null, null, null, 100) found join ghostworks.artifacts a on a.id = found.id"),
    OPERATOR_PLANTED_FOR_SEARCH(
            "alter function ghostworks.search_artifacts reset search_path; alter function ghostworks.artifacts_near reset search_path;"
                    + "grant usage on schema playground to public;"
                    + "grant usage on language plpgsql to public",
            Weakening.SPY,
            "create operator playground.= (leftarg = uuid, rightarg = uuid, function = playground.spy)",
            "set local search_path = playground, pg_catalog",
            "select * from ghostworks.search_artifacts(null, 'mine', null, null, null, null, null, null, null,"
                    + " null, null, null, 100)",
            Weakening.SEEN),
    OPERATOR_PLANTED_FOR_COUNT(
            "alter function ghostworks.count_artifacts reset search_path; alter function ghostworks.count_by_keys reset search_path;"
                    + "grant usage on schema playground to public;"
                    + "grant usage on language plpgsql to public",
            Weakening.SPY,
            "create operator playground.= (leftarg = uuid, rightarg = uuid, function = playground.spy)",
            "set local search_path = playground, pg_catalog",
            "select ghostworks.count_artifacts(null, 'mine', null, null, null, null, null, null, null)",
            Weakening.SEEN),
    OTHER_WORKSPACE(
            "create policy oops on ghostworks.tenants for select using (true)",
            "select count(*) from ghostworks.tenants where id = :b"),
    OTHER_MEMBERS(
            "create policy oops on ghostworks.workspace_memberships for select using (true)",
            "select count(*) from ghostworks.workspace_memberships where tenant_id = :b"),
    OWN_MEMBERSHIPS_ELSEWHERE(
            "alter policy own_memberships on ghostworks.workspace_memberships using (user_id = ghostworks.user_id())",
            "select count(*) from ghostworks.workspace_memberships where tenant_id = :b"),
    OTHER_IDEMPOTENCY_KEYS(
            "create policy oops on ghostworks.idempotency_keys for select using (true)",
            "select count(*) from ghostworks.idempotency_keys where tenant_id = :b"),
    OTHER_AUDIT(
            "grant select on ghostworks.audit_entries to authenticated_users;"
                    + "create policy oops on ghostworks.audit_entries for select using (true)",
            "select count(*) from ghostworks.audit_entries where tenant_id = :b"),
    EMAILS_OF_STRANGERS(
            "create policy oops on ghostworks.users for select using (true)",
            "select count(*) from ghostworks.users where id = :user"),
    PASSWORD_HASHES(
            "grant select on ghostworks.users to authenticated_users",
            "select count(password_hash) from ghostworks.users"),
    REFRESH_TOKENS(
            "grant select on ghostworks.refresh_tokens to authenticated_users;"
                    + "create policy oops on ghostworks.refresh_tokens for select using (true)",
            "select count(*) from ghostworks.refresh_tokens"),
    SESSIONS_OF_STRANGERS(
            "create policy oops on ghostworks.sessions for select using (true)",
            "select count(*) from ghostworks.sessions where user_id = :user"),

    CASE_22_LISTS_EMAILS(
            "create policy oops on ghostworks.users for select using (true)",
            "select count(email) - count(email) filter (where id = ghostworks.user_id()) from ghostworks.users"),
    CASE_34_OPENS_A_SESSION_FOR_ANYBODY(
            "grant execute on function ghostworks.open_session(uuid, uuid, bytea, integer, text, text) to authenticated_users",
            "select ghostworks.open_session(gen_random_uuid(), :user, sha256('known'), 60)",
            "select 1"),
    CASE_34_INSERTS_A_SESSION_FOR_ANYBODY(
            "grant insert on ghostworks.sessions to authenticated_users;"
                    + " create policy oops on ghostworks.sessions for insert with check (true)",
            "insert into ghostworks.sessions (user_id) values (:user)"),
    CASE_34_INSERTS_A_TOKEN_INTO_A_SESSION(
            "grant insert on ghostworks.refresh_tokens to authenticated_users;"
                    + " create policy oops on ghostworks.refresh_tokens for insert with check (true);"
                    + Weakening.UNSEALED,
            Weakening.AS_VICTIM_IN_A,
            "insert into ghostworks.refresh_tokens (token_hash, session_id, expires_at)"
                    + " select sha256('known'), id, 'infinity' from ghostworks.sessions"),
    CASE_34_KEEPS_A_TOKEN_ALIVE(
            "grant update on ghostworks.refresh_tokens to authenticated_users;"
                    + " create policy oops on ghostworks.refresh_tokens using (true)",
            "update ghostworks.refresh_tokens set expires_at = 'infinity'"),
    CASE_34_ROTATES_A_TOKEN(
            "grant execute on function ghostworks.rotate_refresh_token(bytea, bytea, integer) to authenticated_users;"
                    + " update ghostworks.refresh_tokens set expires_at = now() + interval '1 day'",
            "select count(*) from ghostworks.rotate_refresh_token(sha256('token'), sha256('next'), 60)"),
    CASE_34_CLOSES_A_STRANGERS_SESSION(
            "grant execute on function ghostworks.revoke_session(bytea) to authenticated_users",
            "select ghostworks.revoke_session(sha256('token'))",
            "select 1"),
    CASE_34_READS_A_HASH_BY_EMAIL(
            "grant execute on function ghostworks.find_credentials(text) to authenticated_users",
            "select count(password_hash) from ghostworks.find_credentials(:user || '@example.org')"),
    CASE_34_REGISTERS_ANYBODY(
            "grant execute on function ghostworks.register_user(uuid, text, text, text, text, timestamptz, timestamptz)"
                    + " to authenticated_users",
            "select ghostworks.register_user(gen_random_uuid(), 'new@example.org', null, null, 'h', now(), now())",
            "select 1"),
    CASE_34_INSERTS_A_USER(
            "grant insert on ghostworks.users to authenticated_users;"
                    + " create policy oops on ghostworks.users for insert with check (true)",
            "insert into ghostworks.users (id, email, password_hash) values (gen_random_uuid(), 'new@example.org', 'h')"),
    CASE_34_VERIFIES_ANY_EMAIL(
            "grant execute on function ghostworks.verify_email(uuid, text) to authenticated_users",
            "select ghostworks.verify_email(:user, :user || '@example.org')::int"),
    CASE_34_VERIFIES_ONESELF(
            "grant update on ghostworks.users to authenticated_users",
            "update ghostworks.users set is_verified = true where id = :attacker"),
    CASE_34_CHANGES_ONES_OWN_PASSWORD(
            "grant update on ghostworks.users to authenticated_users",
            "update ghostworks.users set password_hash = 'known' where id = :attacker"),
    CASE_34_CHANGES_ANYBODYS_PASSWORD(
            "grant update on ghostworks.users to authenticated_users;" + Weakening.UNSEALED,
            Weakening.AS_VICTIM_IN_A,
            "update ghostworks.users set password_hash = 'known' where id = :user"),
    CASE_34_LISTS_ANYBODYS_SESSIONS(
            "grant execute on function ghostworks.list_sessions(uuid, uuid) to authenticated_users;"
                    + Weakening.ALL_SESSIONS,
            "select count(*) from ghostworks.list_sessions(:user, (select id from ghostworks.sessions where user_id = :user))"),
    CASE_34_READS_WHERE_ANYBODY_LOGS_IN(
            "grant select on ghostworks.sessions to authenticated_users;" + Weakening.ALL_SESSIONS,
            "select count(*) filter (where user_agent is null and last_used_at > '2020-01-01')"
                    + " from ghostworks.sessions where user_id = :user"),
    CASE_34_ENDS_ANYBODYS_SESSION(
            "grant execute on function ghostworks.end_session(uuid, uuid, uuid) to authenticated_users;"
                    + Weakening.ALL_SESSIONS,
            "select ghostworks.end_session(user_id, id, id)::int from ghostworks.sessions where user_id = :user"),
    CASE_34_ENDS_ALL_SESSIONS_OF_ANYBODY(
            "grant execute on function ghostworks.end_sessions(uuid, uuid) to authenticated_users;"
                    + Weakening.ALL_SESSIONS,
            "select ghostworks.end_sessions(user_id, id)::int from ghostworks.sessions where user_id = :user"),
    CASE_34_READS_A_HASH_BY_SESSION(
            "grant execute on function ghostworks.find_own_password(uuid, uuid) to authenticated_users;"
                    + Weakening.ALL_SESSIONS,
            "select count(ghostworks.find_own_password(user_id, id)) from ghostworks.sessions where user_id = :user"),
    CASE_34_CHANGES_A_PASSWORD_BY_SESSION(
            "grant execute on function ghostworks.change_password(uuid, uuid, text, text) to authenticated_users;"
                    + Weakening.ALL_SESSIONS,
            "select ghostworks.change_password(user_id, id, 'h', 'known')::int from ghostworks.sessions where user_id = :user"),
    CASE_34_MAILS_ITSELF_A_TOKEN_OF_ANYBODY(
            "grant insert on ghostworks.one_time_tokens to authenticated_users;"
                    + " create policy oops on ghostworks.one_time_tokens for insert with check (true)",
            "insert into ghostworks.one_time_tokens (token_hash, user_id, purpose, email, expires_at)"
                    + " values (sha256('known'), :user, 'reset_password', :user || '@example.org', 'infinity')"),
    CASE_34_PREPARES_A_LETTER_WITH_A_KNOWN_TOKEN(
            "grant execute on function ghostworks.prepare_mail(uuid, bytea), ghostworks.claim_mail(integer),"
                    + " ghostworks.request_password_reset(text) to authenticated_users",
            "select ghostworks.request_password_reset(:user || '@example.org')",
            "select count(*) from ghostworks.claim_mail(100) c, ghostworks.prepare_mail(c, sha256('known'))"),
    CASE_34_RESETS_A_PASSWORD(
            "grant execute on function ghostworks.reset_password(bytea, text) to authenticated_users;"
                    + " insert into ghostworks.one_time_tokens (token_hash, user_id, purpose, email, expires_at)"
                    + " values (sha256('stolen'), :user, 'reset_password', :user || '@example.org', 'infinity')",
            "select ghostworks.reset_password(sha256('stolen'), 'known')::int"),
    CASE_34_READS_MAILED_TOKENS(
            "grant select on ghostworks.one_time_tokens to authenticated_users;"
                    + " create policy oops on ghostworks.one_time_tokens for select using (true);"
                    + " insert into ghostworks.one_time_tokens (token_hash, user_id, purpose, email, expires_at)"
                    + " values (sha256('read'), :user, 'verify_email', :user || '@example.org', now())",
            "select count(*) from ghostworks.one_time_tokens"),
    CASE_22_READS_WHO_IS_WRITTEN_TO(
            "grant select on ghostworks.mail_queue to authenticated_users;"
                    + " create policy oops on ghostworks.mail_queue for select using (true);"
                    + " insert into ghostworks.mail_queue (kind, email) values ('verify_email', :user || '@example.org')",
            "select count(*) from ghostworks.mail_queue"),
    CASE_22_HAS_ANYBODY_WRITTEN_TO(
            "grant execute on function ghostworks.request_password_reset(text) to authenticated_users",
            "select ghostworks.request_password_reset(:user || '@example.org')",
            "select 1"),
    CASE_34_BECOMES_THE_SIGN_IN_ROLE(
            "grant ghostworks_sign_in to :app",
            "set local role ghostworks_sign_in",
            "select count(password_hash) from ghostworks.find_credentials(:user || '@example.org')"),

    CASE_06_SETS_ANOTHER_TENANT(
            Weakening.UNSEALED,
            "reset all",
            "select set_config('app.current_tenant_id', :b::text, true), set_config('app.current_user_id', :user, true)",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_SETS_ANOTHER_USER_OUTSIDE_OF_ALL_TENANTS(
            Weakening.UNSEALED,
            "reset all",
            "select set_config('app.current_tenant_id', '00000000-0000-0000-0000-000000000000', true),"
                    + " set_config('app.current_user_id', :user, true)",
            "select count(*) from ghostworks.workspace_memberships where user_id = :user"),
    CASE_06_SETS_THE_PARAMETER(
            "grant set on parameter backtrace_functions to :app",
            "select set_config('backtrace_functions',"
                    + " 't' || replace(:b, '-', '') || ',u' || replace(:user, '-', ''), true)",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_STORES_THE_PARAMETER(
            "grant set on parameter backtrace_functions to :app",
            "alter role current_user set backtrace_functions = 't'",
            "select 1"),
    CASE_06_FORGES_THE_SEALED_SETTING(
            "create or replace function ghostworks.context_by_setting(p_what text) returns text language sql stable"
                    + " as $$ select substr(current_setting('app.context_seal'), 2, 32) $$",
            "reset all",
            "select set_config('app.context_seal', 't' || replace(:b, '-', '') || repeat('0', 115), true)",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_ENTERS_WITH_A_FORGED_SEAL(
            "create or replace function ghostworks.enter(p_seal text, p_session uuid, out signed_in boolean,"
                    + " out role text, out tenant_active boolean) language sql security definer"
                    + " as $$ select ghostworks.impose_context(substr(p_seal, 1, 32)::uuid,"
                    + " coalesce(p_session, substr(p_seal, 33, 32)::uuid)) is null, '', true $$",
            "select ghostworks.enter(replace(:b, '-', '') || repeat('0', 114), :user)",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_IMPOSES_A_CONTEXT(
            "grant execute on function ghostworks.impose_context(uuid, uuid) to authenticated_users",
            "select ghostworks.impose_context(:b, :user)",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_RESTORES_A_CONTEXT(
            "grant execute on function ghostworks.restore_context(text) to authenticated_users",
            "select ghostworks.restore_context('t' || replace(:b, '-', '') || ',u' || replace(:user, '-', ''))",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    CASE_06_READS_THE_KEYS(
            "grant select on ghostworks.seal_keys to authenticated_users;"
                    + " create policy oops on ghostworks.seal_keys using (true)",
            "select count(*) from ghostworks.seal_keys"),
    CASE_06_ADDS_A_KEY(
            "grant insert on ghostworks.seal_keys to authenticated_users;"
                    + " create policy oops on ghostworks.seal_keys with check (true)",
            "insert into ghostworks.seal_keys (id, inner_pad, outer_pad)"
                    + " select '00000000', decode(repeat('36', 64), 'hex'), decode(repeat('5c', 64), 'hex')"),
    CASE_06_STOPS_ASKING_FOR_A_SEAL(
            "grant select, delete on ghostworks.seal_requirement to authenticated_users;"
                    + " create policy oops on ghostworks.seal_requirement using (true)",
            "delete from ghostworks.seal_requirement"),
    CASE_06_BECOMES_THE_SEAL_ROLE(
            "grant ghostworks_seal to :app",
            "set local role ghostworks_seal",
            "select count(*) from ghostworks.seal_keys"),

    CASE_10_ROW_SECURITY_OFF(
            "alter role :app bypassrls",
            "set local row_security = off",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    SET_ROLE_OWNER(
            "grant ghostworks_owner to :app; alter table ghostworks.artifacts no force row level security",
            "set local role ghostworks_owner",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    SET_ROLE_SEARCH(
            "grant ghostworks_search to :app",
            "set local role ghostworks_search",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),
    SET_SESSION_AUTHORIZATION(
            "alter role :app superuser",
            "set local session authorization postgres",
            "select count(*) from ghostworks.artifacts where tenant_id = :b"),

    INSERT(
            Weakening.OPEN_POLICY,
            "insert into ghostworks.artifacts (tenant_id, id, name) values (:b, gen_random_uuid(), 'planted')"),
    INSERT_CHOOSING_FROM_OWN(
            Weakening.OPEN_POLICY,
            "insert into ghostworks.artifacts (tenant_id, id, name)"
                    + " select :b, gen_random_uuid(), name from ghostworks.artifacts where tenant_id = :a"),
    UPDATE(Weakening.OPEN_POLICY, "update ghostworks.artifacts set name = 'changed' where id = :row"),
    CASE_15_UPDATE_INTO_OTHER_TENANT(
            "grant update on ghostworks.artifacts to authenticated_users;" + Weakening.OPEN_POLICY,
            "update ghostworks.artifacts set tenant_id = :b, id = gen_random_uuid() where tenant_id = :a"),
    DELETE(
            "grant delete on ghostworks.artifacts to authenticated_users;" + Weakening.OPEN_POLICY,
            "delete from ghostworks.artifacts where id = :row"),
    DELETE_TENANT(
            "grant delete on ghostworks.tenants to authenticated_users;"
                    + "create policy oops on ghostworks.tenants using (true)",
            "delete from ghostworks.tenants where id = :b"),
    DELETE_IDEMPOTENCY_KEYS(
            "grant delete on ghostworks.idempotency_keys to authenticated_users;"
                    + "create policy oops on ghostworks.idempotency_keys using (true)",
            "delete from ghostworks.idempotency_keys where tenant_id = :b"),
    CLEAR_IDEMPOTENCY_KEYS(
            "alter table ghostworks.idempotency_keys no force row level security;"
                    + "create or replace function ghostworks.clear_idempotency_keys(p_oldest timestamptz) returns integer"
                    + " language sql security definer as $$ with gone as (delete from ghostworks.idempotency_keys"
                    + " where created_at <= p_oldest returning 1) select count(*)::integer from gone $$",
            "select ghostworks.clear_idempotency_keys('infinity')"),
    MERGE(
            Weakening.OPEN_POLICY,
            "merge into ghostworks.artifacts t using (select :b::uuid tenant, :row::uuid id) s"
                    + " on t.tenant_id = s.tenant and t.id = s.id"
                    + " when matched then update set name = 'merged'"
                    + " when not matched then insert (tenant_id, id, name) values (s.tenant, s.id, 'merged')"),
    ON_CONFLICT(
            Weakening.OPEN_POLICY,
            "insert into ghostworks.artifacts (tenant_id, id, name) values (:b, :row, 'upserted')"
                    + " on conflict (tenant_id, id) do update set name = excluded.name"),
    PROMOTE_ONESELF_ELSEWHERE(
            "create policy oops on ghostworks.workspace_memberships using (true);"
                    + " grant update on ghostworks.workspace_memberships to authenticated_users",
            "update ghostworks.workspace_memberships set role = 'owner'"
                    + " where tenant_id = :b and user_id = ghostworks.user_id()"),
    PROMOTE_ONESELF_HERE(
            "grant update on ghostworks.workspace_memberships to authenticated_users",
            "update ghostworks.workspace_memberships set role = 'owner' where tenant_id = :a"),
    READ_INVITATIONS(
            "create policy oops on ghostworks.invitations for select using (true)",
            "select count(*) from ghostworks.invitations where tenant_id = :b"),
    FORGE_AN_INVITATION(
            "grant insert on ghostworks.invitations to authenticated_users",
            "insert into ghostworks.invitations (tenant_id, id, email, role, expires_at)"
                    + " values (:a, gen_random_uuid(), 'x@example.org', 'owner', 'infinity')"),
    KEEP_AN_INVITATION_ALIVE(
            "create policy oops on ghostworks.invitations using (true);"
                    + " grant update on ghostworks.invitations to authenticated_users",
            "update ghostworks.invitations set expires_at = 'infinity' where tenant_id = :b"),
    TAKE_BACK_AN_INVITATION_OF_OTHERS(
            "create or replace function ghostworks.revoke_invitation(p_id uuid) returns boolean language sql security definer"
                    + " as 'delete from ghostworks.invitations where id = p_id returning true';"
                    + " alter table ghostworks.invitations no force row level security",
            "select coalesce(ghostworks.revoke_invitation(:row), false)::int"),
    ACCEPT_AN_INVITATION_FOR_ANYBODY(
            "grant execute on function ghostworks.accept_invitation_anew(bytea, uuid, text, text, text) to authenticated_users;"
                    + " insert into ghostworks.one_time_tokens (token_hash, purpose, email, expires_at, workspace_id, invitation_id)"
                    + " values (sha256('invited'), 'invitation', 'invited@example.org', 'infinity', :b, :row)",
            "select count(*) from ghostworks.accept_invitation_anew(sha256('invited'), gen_random_uuid(), null, null, 'h')"),
    READ_API_KEYS(
            "create policy oops on ghostworks.api_keys for select using (true)",
            "select count(*) from (select id from ghostworks.api_keys where tenant_id = :b) theirs"),
    READ_THE_HASHES_OF_API_KEYS_HERE(
            "grant select on ghostworks.api_keys to authenticated_users",
            "select count(key_hash) from ghostworks.api_keys"),
    FORGE_AN_API_KEY_HERE(
            "grant insert on ghostworks.api_keys to authenticated_users",
            "insert into ghostworks.api_keys (tenant_id, id, name, role, key_hash)"
                    + " values (:a, gen_random_uuid(), 'x', 'owner', sha256('known'))"),
    CHANGE_THE_SECRET_OF_AN_API_KEY_HERE(
            "grant update on ghostworks.api_keys to authenticated_users",
            "update ghostworks.api_keys set key_hash = sha256('known') where tenant_id = :a"),
    MAKE_AN_API_KEY_WITH_A_KNOWN_SECRET(
            "grant execute on function ghostworks.make_api_key(uuid, uuid, uuid, uuid, text, text, timestamptz, bytea)"
                    + " to authenticated_users; insert into ghostworks.sessions (id, user_id) values (:row, :attacker)",
            "select (ghostworks.make_api_key(:attacker, :row, :a, gen_random_uuid(), 'x', 'owner', null, sha256('known'))"
                    + " is not null)::int"),
    REVOKE_AN_API_KEY_OF_OTHERS(
            "create or replace function ghostworks.revoke_api_key(p_id uuid) returns boolean language sql security definer"
                    + " as 'delete from ghostworks.api_keys where id = p_id returning true';"
                    + " alter table ghostworks.api_keys no force row level security",
            "select coalesce(ghostworks.revoke_api_key(:row), false)::int"),
    INSERT_ANYBODY_AS_MEMBER_TO_READ_THEIR_EMAIL(
            "grant insert on ghostworks.workspace_memberships to authenticated_users",
            "insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values (:a, :user, 'member')",
            "select count(email) from ghostworks.users where id = :user"),
    DELETE_A_MEMBER(
            "grant delete on ghostworks.workspace_memberships to authenticated_users",
            "delete from ghostworks.workspace_memberships where tenant_id = :a"),
    LOCK_ALL_MEMBERSHIPS(
            "grant delete on ghostworks.workspace_memberships to authenticated_users",
            "lock table ghostworks.workspace_memberships in access exclusive mode",
            "select 1"),
    INSERT_TENANT_WITHOUT_OWNER(
            "grant insert on ghostworks.tenants to authenticated_users",
            "insert into ghostworks.tenants (id, name, slug) values (:a, 'again', 'again') on conflict do nothing",
            "select 1"),
    SWITCH_OFF_THE_WORKSPACE(
            "grant update (is_active) on ghostworks.tenants to authenticated_users",
            "update ghostworks.tenants set is_active = false where id = :a"),
    SWITCH_OFF_A_WORKSPACE_AS_A_PLAIN_MEMBER(
            Weakening.ANY_ROLE, ":enter_b", "select count(*) from ghostworks.change_tenant(null, null, null, false)"),
    DELETE_A_WORKSPACE_AS_A_PLAIN_MEMBER(Weakening.ANY_ROLE, ":enter_b", "select ghostworks.delete_tenant()::int"),
    FORGE_COUNTERS(
            "grant update on ghostworks.tenants to authenticated_users",
            "update ghostworks.tenants set active_owner_count = 7 where id = :a"),

    CASE_18_TRUNCATE(
            "grant truncate on ghostworks.artifacts to authenticated_users",
            "truncate ghostworks.artifacts",
            "select 1"),
    LOCK_TENANTS(
            "grant delete on ghostworks.tenants to authenticated_users",
            "lock table ghostworks.tenants in access exclusive mode",
            "select 1"),
    LOCK_ARTIFACTS(
            "grant update on ghostworks.artifacts to authenticated_users",
            "lock table ghostworks.artifacts in exclusive mode",
            "select 1"),
    LOCK_IDEMPOTENCY_KEYS(
            "grant insert on ghostworks.idempotency_keys to authenticated_users",
            "lock table ghostworks.idempotency_keys in row exclusive mode",
            "select 1"),
    REFERENCES(
            "grant references on ghostworks.artifacts to authenticated_users",
            "create table playground.spy (tenant_id uuid, id uuid,"
                    + " foreign key (tenant_id, id) references ghostworks.artifacts)",
            "select 1"),
    TRIGGER(
            "grant trigger on ghostworks.artifacts to authenticated_users",
            "create trigger spy before insert on ghostworks.artifacts for each row execute function ghostworks.touch()",
            "select 1"),
    CASE_09_CREATE_FUNCTION(
            "grant create on schema ghostworks to authenticated_users",
            "create function ghostworks.leak(text) returns boolean language sql return true",
            "select 1"),
    CREATE_IN_PUBLIC(
            "grant create on schema public to public",
            "create function public.leak(text) returns boolean language sql return true",
            "select 1"),
    CREATE_TEMPORARY(
            "grant temporary on database :database to public", "create temporary table spy (id uuid)", "select 1"),
    CASE_14_LARGE_OBJECT(
            "grant execute on function lo_from_bytea(oid, bytea) to public",
            "select lo_from_bytea(0, 'left for another tenant')",
            "select 1"),
    TEXT_AS_SQL(
            "grant execute on function query_to_xml(text, boolean, boolean, text) to public",
            "select query_to_xml('table ghostworks.artifacts', true, true, '')",
            "select 1"),
    CODE_AS_TEXT("grant usage on language plpgsql to public", "do $$ begin execute 'select 1'; end $$", "select 1"),
    STOP_SESSION(
            "grant execute on function pg_terminate_backend(integer, bigint) to public",
            "select pg_terminate_backend(0)",
            "select 1"),
    CANCEL_STATEMENT(
            "grant execute on function pg_cancel_backend(integer) to public",
            "select pg_cancel_backend(0)",
            "select 1"),
    STATEMENTS_OF_OTHERS(
            "grant execute on function pg_stat_get_activity(integer) to public",
            "select count(*) from pg_stat_activity"),
    STATEMENTS_OF_OTHERS_BY_NUMBER(
            "grant execute on function pg_stat_get_backend_activity(integer) to public",
            "select count(pg_stat_get_backend_activity(id)) from pg_stat_get_backend_idset() id"),
    ADVISORY_LOCK(
            "grant execute on function pg_advisory_lock(bigint) to public", "select pg_advisory_lock(1)", "select 1"),
    MESSAGE_IN_THE_LOG(
            "grant execute on all functions in schema pg_catalog to public",
            "select pg_logical_emit_message(false, 'x', 'x')",
            "select 1"),

    DROP_POLICY("grant ghostworks_owner to :app", "drop policy tenant_isolation on ghostworks.artifacts", "select 1"),
    DISABLE_ROW_SECURITY(
            "grant ghostworks_owner to :app",
            "alter table ghostworks.artifacts disable row level security",
            "select 1"),
    CASE_30_CHANGE_AUDIT(
            "grant select, update on ghostworks.audit_entries to authenticated_users",
            "update ghostworks.audit_entries set action = 'nothing' where tenant_id = :a"),
    FORGE_AUDIT(
            "grant insert on ghostworks.audit_entries to authenticated_users",
            "insert into ghostworks.audit_entries (tenant_id, seq, action, entity, entity_id, hash)"
                    + " values (:a, 2, 'approve', 'artifact', gen_random_uuid(), sha256(''))"),
    DROP_AUDIT(
            "grant select, delete on ghostworks.audit_entries to authenticated_users",
            "delete from ghostworks.audit_entries where tenant_id = :a");

    private final String weakening;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> statements;

    Attack(String weakening, String... statements) {
        this.weakening = weakening;
        this.statements = List.of(statements);
    }

    /** What takes the protection away, as an administrator. */
    String weakening() {
        return weakening;
    }

    List<String> statements() {
        return statements;
    }

    /** Protections that several attacks meet. */
    private static final class Weakening {

        /** A database that still accepts the plain settings of servers from before the seal. */
        private static final String UNSEALED = "delete from ghostworks.seal_requirement";

        /** Not a weakening: what names another user, where no seal is asked for. */
        private static final String AS_VICTIM_IN_A =
                "reset all; select set_config('app.current_tenant_id', :a::text, true),"
                        + " set_config('app.current_user_id', :user, true)";

        private static final String OPEN_POLICY =
                "create policy oops on ghostworks.artifacts using (true) with check (true)";

        private static final String ALL_SESSIONS = "create policy oops on ghostworks.sessions for select using (true)";

        private static final String ANY_ROLE =
                "create or replace function ghostworks.require_role(p_tenant uuid, p_least text) returns void"
                        + " language sql as ''";

        private static final String SEARCH_WITHOUT_TENANT =
                "create or replace function ghostworks.artifacts_near(p_tenant uuid, p_words tsquery, p_pattern text,"
                        + " p_all_tags text[], p_any_tags text[], p_metadata jsonb, p_created_by uuid, p_since timestamptz,"
                        + " p_from timestamptz, p_from_id uuid, p_rows integer, out visited integer, out ids uuid[],"
                        + " out times timestamptz[], out last_time timestamptz, out last_id uuid) language sql stable"
                        + " as 'select 0, array_agg(id), array_agg(created_at), null::timestamptz, null::uuid"
                        + " from ghostworks.artifacts where name ilike p_pattern';"
                        + "create or replace function ghostworks.count_by_keys(p_terms tsquery, p_tenant uuid,"
                        + " p_words tsquery, p_pattern text, p_similar text, p_all_tags text[], p_any_tags text[],"
                        + " p_metadata jsonb, p_created_by uuid, p_since timestamptz, p_before timestamptz) returns bigint"
                        + " language sql stable as 'select count(*) from ghostworks.artifacts where name ilike p_pattern'";

        /** Not a weakening: what reads B's rows once a function calls it with its owner's rights, and the number. */
        private static final String SPY =
                "create function playground.spy(uuid, uuid) returns boolean language plpgsql as $$ begin"
                        + " perform set_config('spy.seen', (select count(*) from ghostworks.artifacts"
                        + " where tenant_id operator(pg_catalog.=) :b)::text, true); return true; end $$";

        private static final String SEEN =
                "select coalesce(nullif(current_setting('spy.seen', true), ''), '0')::bigint";

        private Weakening() {}
    }
}
