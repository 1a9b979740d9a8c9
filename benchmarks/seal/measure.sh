#!/usr/bin/env bash
# What a tenant context costs PostgreSQL at its own ceiling, in front of a read by primary key, everything in one flush:
#   unsealed   two settings, and the standing as a statement of its own, as before the seal
#   parameter  ghostworks.enter, which keeps the context in a parameter that one role alone may set
#   setting    ghostworks.enter, where nobody could grant that parameter
# Usage: benchmarks/seal/measure.sh postgresql://superuser:password@host:port [rounds [seconds [clients]]]
# The server should have nothing else to do. Makes three databases, seal_unsealed and so on, and the roles of `db init`.
# Needs psql and pgbench 14 or newer. Prints transactions a second and the CPU time of each, every round and the medians.
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

query='select a.id, a.name, a.version from ghostworks.artifacts a where a.tenant_id = md5('"'tenant8'"')::uuid and a.id = md5('"'artifact'"' || (:i * 1000 + 7))::uuid;'
cat >"$work/unsealed.sql" <<SQL
\set i random(0, 49)
\startpipeline
select set_config('app.current_tenant_id', :tenant, true), set_config('app.current_user_id', :user, true), set_config('transaction_read_only', 'on', true);
select (select u.is_active and s.revoked_at is null from ghostworks.sessions s join ghostworks.users u on u.id = s.user_id where s.id = :session and s.user_id = :user::uuid), (select m.role from ghostworks.workspace_memberships m where m.tenant_id = :tenant::uuid and m.user_id = :user::uuid and m.is_active), (select t.is_active from ghostworks.tenants t where t.id = :tenant::uuid);
$query
\endpipeline
SQL
cat >"$work/sealed.sql" <<SQL
\set i random(0, 49)
\startpipeline
select signed_in, role, tenant_active, set_config('transaction_read_only', 'on', true) from ghostworks.enter(:seal, :session);
$query
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

# The CPU time of all backends that have ended, in ticks: it tells more than the rate where the machine is busy. 0 if the server
# is another machine's.
postmaster=$(head -1 "$(psql "$server/postgres" -XqAtc 'show data_directory')/postmaster.pid" 2>/dev/null || true)
ticks() { awk '{ print $16 + $17 }' "/proc/$postmaster/stat" 2>/dev/null || echo 0; }

# Answers transactions a second, and microseconds of the backends' CPU for each.
run() {
  local way=$1 script=$work/sealed.sql seal=none before
  if [ "$way" = unsealed ]; then script=$work/unsealed.sql; else seal=$(seal "$way"); fi
  before=$(ticks)
  pgbench "postgresql://ghostworks_app:$password@$address/seal_$way" -n -M prepared -c "$clients" -j 2 -T "$seconds" -f "$script" \
    -D seal="$seal" -D "session=$(uuid session8)" -D "tenant=$(uuid tenant8)" -D "user=$(uuid user8)" >"$work/out" 2>&1
  sleep 0.3
  awk -v ticks="$(($(ticks) - before))" -v hz="$(getconf CLK_TCK)" '
    /actually processed/ { n = $NF } /^tps/ { tps = $3 } END { printf "%d %.1f\n", tps, ticks / hz * 1e6 / n }' "$work/out"
}
uuid() { printf %s "$1" | md5sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/\1-\2-\3-\4-\5/'; }

for way in unsealed parameter setting; do prepare "$way"; done
for ((round = 1; round <= rounds; round++)); do
  for way in unsealed parameter setting; do
    read -r tps cpu < <(run "$way")
    echo "$tps" >>"$work/$way.tps"
    echo "$cpu" >>"$work/$way.cpu"
    printf '%s %s: %s tps, %s µs\n' "$round" "$way" "$tps" "$cpu"
  done
done
median() { sort -n "$work/$1" | sed -n "$(((rounds + 1) / 2))p"; }
for way in unsealed parameter setting; do
  awk -v way="$way" -v tps="$(median "$way.tps")" -v tps0="$(median unsealed.tps)" -v cpu="$(median "$way.cpu")" \
    -v cpu0="$(median unsealed.cpu)" 'BEGIN {
      printf "%-9s %6d tps, %.2f of unsealed; %.1f µs of CPU a transaction, %.2f\n", way, tps, tps / tps0, cpu, cpu0 ? cpu / cpu0 : 0 }'
done
