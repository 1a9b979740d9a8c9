#!/usr/bin/env bash
# What a tenant context costs PostgreSQL at its own ceiling, in front of a read by primary key, everything in one flush:
#   unsealed   two settings, and the standing as a statement of its own, as before the seal
#   parameter  ghostworks.enter, which keeps the context in a parameter that one role alone may set
#   setting    ghostworks.enter, where nobody could grant that parameter
# Usage: benchmarks/seal/measure.sh postgresql://superuser:password@host:port [rounds [seconds [clients]]]
# The server should have nothing else to do. Makes three databases, seal_unsealed and so on, and the roles of `db init`.
# Needs psql and pgbench 14 or newer. Prints transactions a second, each round and the medians.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
server=$1 rounds=${2:-5} seconds=${3:-10} clients=${4:-4}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
password=measure
address=${server#*@}
ask() { psql "$server/seal_$1" -XqAt -v ON_ERROR_STOP=1; }

prepare() {
  local way=$1
  GHOSTWORKS_APP_PASSWORD=$password ./ghostworks db init --database "$server/seal_$way" >/dev/null
  if [ "$way" = unsealed ]; then
    ./ghostworks db upgrade --database "$server/seal_$way" --to 2026.11.25.2500 >/dev/null
  else
    ./ghostworks db upgrade --database "$server/seal_$way" >/dev/null
    ask "$way" <<'SQL'
with key as (select sha256(gen_random_uuid()::text::bytea) k),
pads as (
  select encode(k, 'hex') hex,
    string_agg(set_byte('\x00', 0, (case when i < 32 then get_byte(k, i) else 0 end) # 54), '' order by i) inner_pad,
    string_agg(set_byte('\x00', 0, (case when i < 32 then get_byte(k, i) else 0 end) # 92), '' order by i) outer_pad
  from key, generate_series(0, 63) i group by k)
insert into ghostworks.seal_keys (id, inner_pad, outer_pad)
select substr(encode(sha256(decode(hex, 'hex')), 'hex'), 1, 8), inner_pad, outer_pad from pads;
SQL
  fi
  ask "$way" <<'SQL'
insert into ghostworks.users (id, email, password_hash)
  select md5('user' || n)::uuid, n || '@example.org', 'h' from generate_series(1, 1000) n on conflict do nothing;
insert into ghostworks.sessions (id, user_id) select md5('session' || n)::uuid, md5('user' || n)::uuid
  from generate_series(1, 1000) n on conflict do nothing;
with t as (
  insert into ghostworks.tenants (id, name, slug) select md5('tenant' || n)::uuid, 't' || n, 't' || n
  from generate_series(1, 1000) n on conflict do nothing returning id)
insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
  select md5('tenant' || n)::uuid, md5('user' || n)::uuid, 'owner' from generate_series(1, 1000) n on conflict do nothing;
insert into ghostworks.artifacts (tenant_id, id, name) select md5('tenant' || (n % 1000 + 1))::uuid, md5('artifact' || n)::uuid, 'a' || n
  from generate_series(1, 50000) n on conflict do nothing;
vacuum analyze;
SQL
  if [ "$way" = setting ]; then
    ask "$way" <<'SQL'
do $$ declare f oid; begin
  for f in select oid from pg_proc where pronamespace = 'ghostworks'::regnamespace and prosrc like '%has_parameter_privilege(%' loop
    execute replace(pg_get_functiondef(f), 'has_parameter_privilege(''backtrace_functions'', ''SET'')', 'false');
  end loop;
end $$;
SQL
  fi
}

read='select a.id, a.name, a.version from ghostworks.artifacts a where a.tenant_id = md5('"'tenant8'"')::uuid and a.id = md5('"'artifact'"' || (:i * 1000 + 7))::uuid;'
cat >"$work/unsealed.sql" <<SQL
\set i random(0, 49)
\startpipeline
select set_config('app.current_tenant_id', :tenant, true), set_config('app.current_user_id', :user, true), set_config('transaction_read_only', 'on', true);
select (select u.is_active and s.revoked_at is null from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id where s.id = :session and s.user_id = :user::uuid), (select m.role from ghostworks.workspace_memberships m where m.tenant_id = :tenant::uuid and m.user_id = :user::uuid and m.is_active), (select t.is_active from ghostworks.tenants t where t.id = :tenant::uuid);
$read
\endpipeline
SQL
cat >"$work/sealed.sql" <<SQL
\set i random(0, 49)
\startpipeline
select signed_in, role, tenant_active, set_config('transaction_read_only', 'on', true) from ghostworks.enter(:seal, :session);
$read
\endpipeline
SQL

seal() {
  ask "$1" <<'SQL'
with body as (
  select md5('tenant8') || md5('user8') || (extract(epoch from now())::bigint + 30) || id as text, inner_pad, outer_pad
  from ghostworks.seal_keys where id <> 'internal' limit 1)
select text || encode(sha256(outer_pad || sha256(inner_pad || text::bytea)), 'hex') from body
SQL
}

run() {
  local way=$1 script=$work/sealed.sql seal=
  if [ "$way" = unsealed ]; then script=$work/unsealed.sql; else seal=$(seal "$way"); fi
  pgbench "postgresql://ghostworks_app:$password@$address/seal_$way" -n -M prepared -c "$clients" -j 2 -T "$seconds" -f "$script" \
    -D seal="$seal" -D "session=$(uuid session8)" -D "tenant=$(uuid tenant8)" -D "user=$(uuid user8)" 2>&1 |
    sed -n 's/^tps = \([0-9]*\).*without.*/\1/p'
}
uuid() { printf %s "$1" | md5sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/'; }

for way in unsealed parameter setting; do prepare "$way"; done
for ((round = 1; round <= rounds; round++)); do
  for way in unsealed parameter setting; do
    tps=$(run "$way")
    echo "$tps" >>"$work/$way.tps"
    printf '%s %s: %s\n' "$round" "$way" "$tps"
  done
done
median() { sort -n "$work/$1.tps" | sed -n "$(((rounds + 1) / 2))p"; }
for way in unsealed parameter setting; do
  awk -v way="$way" -v tps="$(median "$way")" -v base="$(median unsealed)" 'BEGIN { printf "%-9s %6d tps, %.2f of unsealed\n", way, tps, tps / base }'
done
