-- The words that the rules share, as common table expressions: PostgreSQL evaluates only those that a rule uses. Works
-- from PostgreSQL 13 on; what a newer catalogue adds is read through to_jsonb, which does not mind a missing column.
with recursive

input (tenant_column, app_role, setting, only_schemas, server_version, seal_role, seal_parameter, seal_keys, pooler) as (
  values (?::name, ?::name, ?::text, ?::text[], ?::integer, ?::name, lower(?::text), ?::text, ?::text)),

-- What is examined ------------------------------------------------------------------------------------------------

schemas as (
  select n.oid, n.nspname, n.nspowner, n.nspacl
  from pg_namespace n, input
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and (input.only_schemas = '{}' or n.nspname = any (input.only_schemas))),

-- Extensions answer for their own objects.
relations as (
  select c.oid, n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) as name, c.relkind, c.relowner, c.relacl,
    c.relrowsecurity, c.relforcerowsecurity, c.relispartition, c.reloptions
  from pg_class c
  join schemas n on n.oid = c.relnamespace
  where c.relpersistence <> 't' and not exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),

routines as (
  select p.oid, p.oid::regprocedure::text as name, n.nspname, p.prokind, p.prosecdef, p.proconfig, p.proacl, p.proowner,
    p.prorettype, to_jsonb(p) ->> 'prosqlbody' is not null as is_parsed
  from pg_proc p
  join schemas n on n.oid = p.pronamespace
  where not exists (
    select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')),

-- What a routine with a parsed body calls, directly or not. What a text calls stands nowhere.
calls (routine, called) as (
  select r.oid, d.refobjid
  from routines r
  join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = r.oid and d.refclassid = 'pg_proc'::regclass
  where r.is_parsed
  union
  select c.routine, d.refobjid
  from calls c
  join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = c.called and d.refclassid = 'pg_proc'::regclass),

-- Columns that a tenant column alone refers to: those of the tenants themselves.
tenant_keys (oid, attnum) as (
  select k.confrelid, k.confkey[1]
  from input
  join pg_attribute a on a.attname = input.tenant_column and not a.attisdropped
  join pg_constraint k on k.conrelid = a.attrelid and k.contype = 'f' and k.conkey = array[a.attnum]
  where not exists (select from pg_attribute o where o.attrelid = k.confrelid and o.attname = input.tenant_column)),

-- A table with the tenant column, or the table of the tenants themselves.
tenant_tables as (
  select r.*, a.attnum as tenant_attnum, a.attname as tenant_column, a.attnotnull as tenant_not_null,
    format_type(coalesce(nullif(y.typbasetype, 0), y.oid), null) as tenant_type, y.typcategory = 'S' as tenant_is_text,
    -- As PostgreSQL writes it in a comparison.
    case when y.oid = 'text'::regtype or y.typcategory <> 'S' and y.typtype <> 'd' then quote_ident(a.attname)
      when y.typcategory = 'S' then format('(%I)::text', a.attname)
      else format('(%I)::%s', a.attname, format_type(y.typbasetype, null)) end as tenant_value
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_type y on y.oid = a.atttypid
  cross join input
  where r.relkind in ('r', 'p')
    and (a.attname = input.tenant_column or (r.oid, a.attnum) in (select oid, attnum from tenant_keys))),

-- Primary, unique and exclusion keys, and unique indexes (with no constraint) of tenant tables. `tenant_first` is
-- how the same constraint would read.
keys as (
  select t.oid as table_oid, t.name as table_name, t.tenant_column, i.indexrelid, k.oid as constraint_oid, k.conname,
    coalesce(k.contype, 'i') as kind, i.indkey[0] = t.tenant_attnum as led,
    replace(pg_get_constraintdef(k.oid), '(' || c.columns || ')',
      format('(%s)', concat_ws(', ', quote_ident(t.tenant_column), c.others))) as tenant_first,
    case when k.oid is null then format('index %s', i.indexrelid::regclass)
      else format('constraint %I on %s', k.conname, t.name) end as name,
    coalesce(pg_get_constraintdef(k.oid), pg_get_indexdef(i.indexrelid)) as definition
  from tenant_tables t
  join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisexclusion)
  join pg_class x on x.oid = i.indexrelid and not x.relispartition
  left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
  cross join lateral (
    select string_agg(quote_ident(a.attname), ', ' order by o.position) as columns,
      string_agg(quote_ident(a.attname), ', ' order by o.position) filter (where a.attnum <> t.tenant_attnum) as others
    from unnest(k.conkey) with ordinality o (attnum, position)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = o.attnum) c),

-- Foreign keys of tenant tables.
foreign_keys as (
  select k.oid, t.oid as table_oid, format('constraint %I on %s', k.conname, t.name) as name, k.conname, k.conkey,
    k.confrelid, k.confkey, string_agg(quote_ident(a.attname), ', ' order by o.position) as columns,
    string_agg(quote_ident(b.attname), ', ' order by o.position) as referred
  from tenant_tables t
  join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and k.conparentid = 0
  cross join unnest(k.conkey, k.confkey) with ordinality o (referring, referred, position)
  join pg_attribute a on a.attrelid = t.oid and a.attnum = o.referring
  join pg_attribute b on b.attrelid = k.confrelid and b.attnum = o.referred
  group by k.oid, t.oid, t.name, k.conname, k.conkey, k.confrelid, k.confkey),

-- Views and materialized views that read a tenant table, through other views too.
readers (oid, reads) as (
  select w.ev_class, t.oid
  from tenant_tables t
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid and d.classid = 'pg_rewrite'::regclass
  join pg_rewrite w on w.oid = d.objid and w.ev_class <> t.oid
  union
  select w.ev_class, r.reads
  from readers r
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid and d.classid = 'pg_rewrite'::regclass
  join pg_rewrite w on w.oid = d.objid and w.ev_class <> r.oid),

-- Who the application is ------------------------------------------------------------------------------------------

-- Before 16 every member may SET ROLE, and inherits as its own attribute says.
memberships (role, member, sets, inherits, administers) as (
  select m.roleid, m.member, coalesce((to_jsonb(m) ->> 'set_option')::boolean, true),
    coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, r.rolinherit), m.admin_option
  from pg_auth_members m
  join pg_roles r on r.oid = m.member),

-- The role that was named and its members. Not those who are members through a NOLOGIN owner of tenant tables, or, before
-- the first of these is made, of a schema: they are the people who change the schema.
app_roles (oid) as (
  select r.oid from pg_roles r, input where r.rolname = input.app_role
  union
  select m.member
  from app_roles a
  join memberships m on m.role = a.oid and (m.sets or m.inherits)
  join pg_roles r on r.oid = m.member
  where r.rolcanlogin or not (
    exists (select from tenant_tables t where t.relowner = m.member)
    or not exists (select from tenant_tables) and exists (select from schemas s where s.nspowner = m.member))),

-- What signs people in, where the application has a role of its own for that: the role, and who logs in as a member of it.
sign_in_roles (oid, rolname) as (
  select r.oid, r.rolname from pg_roles r where r.rolname = 'ghostworks_sign_in'
  union
  select r.oid, r.rolname
  from pg_roles s
  join memberships m on m.role = s.oid and (m.sets or m.inherits)
  join pg_roles r on r.oid = m.member and not r.rolsuper
  where s.rolname = 'ghostworks_sign_in' and r.oid not in (select oid from app_roles)),

-- Further roles whose privileges these have, and whether they can become them. ADMIN lets a role grant itself the rest.
reached (app, role, can_become, first) as (
  select m.member, m.role, m.sets or m.administers, m.role
  from memberships m
  where (m.sets or m.inherits or m.administers)
    and m.member in (select oid from app_roles) and m.role not in (select oid from app_roles)
  union
  select r.app, m.role, r.can_become and (m.sets or m.administers), r.first
  from reached r
  join memberships m on m.member = r.role
  where m.inherits or r.can_become and (m.sets or m.administers)),

-- Everyone whose privileges the application has; 0 is PUBLIC.
grantees (oid, name) as (
  select r.oid, quote_ident(r.rolname)
  from pg_roles r
  where r.oid in (select a.oid from app_roles a union select role from reached)
  union all
  select 0, 'public'),

-- Privileges on relations, as granted: `columns` is empty for the whole relation, else ` (column)`.
grants (oid, columns, attname, grantee, grantee_name, privilege) as (
  select r.oid, '', null::name, g.oid, g.name, x.privilege_type
  from relations r, aclexplode(r.relacl) x, grantees g
  where g.oid = x.grantee and x.grantee <> r.relowner
  union all
  select r.oid, format(' (%I)', a.attname), a.attname, g.oid, g.name, x.privilege_type
  from relations r
  join pg_attribute a on a.attrelid = r.oid and not a.attisdropped,
  aclexplode(a.attacl) x, grantees g
  where g.oid = x.grantee and x.grantee <> r.relowner),

-- Policies --------------------------------------------------------------------------------------------------------

-- Functions without arguments that answer the tenant: their body names the setting.
tenant_functions (call, body) as (
  select f.call, f.body
  from (
    select format('%I.%I()', n.nspname, p.proname) as call,
      case when p.prokind = 'f' and p.oid >= 16384 then pg_get_functiondef(p.oid) end as body
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where p.pronargs = 0 and not p.proretset) f, input
  where position(quote_literal(input.setting) in f.body) > 0),

-- What a policy may say: the tenant column equals the setting, which must be set, or equals such a function.
templates (oid, condition, written) as (
  select t.oid, format('(%s = %s)', t.tenant_value, f.call), format('%I = %s', t.tenant_column, f.call)
  from tenant_tables t, tenant_functions f
  union all
  select t.oid, format(case when t.tenant_is_text then '(%s = current_setting(%L::text))'
      else '(%s = (current_setting(%L::text))::%s)' end, t.tenant_value, input.setting, t.tenant_type),
    format(case when t.tenant_is_text then '%I = current_setting(%L)'
      else '%I = current_setting(%L)::%s' end, t.tenant_column, input.setting, t.tenant_type)
  from tenant_tables t, input),

-- The condition that a repair writes: ours where it exists, else the one for everybody.
template (oid, condition) as (
  select distinct on (w.oid) w.oid, w.written
  from templates w
  order by w.oid, w.written !~ ' = ghostworks\.tenant_id\(\)$', w.written !~ 'current_setting'),

-- Permissive policies of tenant tables that apply to the application, with their conditions in one line.
policy_texts as (
  select p.oid, t.oid as table_oid, t.name as table_name, t.tenant_column, p.polname, p.polcmd,
    format('policy %I on %s', p.polname, t.name) as name,
    regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g') as reads,
    regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\s+', ' ', 'g') as writes
  from pg_policy p
  join tenant_tables t on t.oid = p.polrelid
  where p.polpermissive and p.polroles && array(select oid from grantees)),

-- A scalar subquery around the same value is the same condition, evaluated once. `repair` makes it the template.
policies as (
  select p.*, w.condition as template, concat_ws('; ', 'USING ' || p.reads, 'WITH CHECK ' || p.writes) as conditions,
    coalesce(p.reads = 'true', false) or coalesce(p.writes = 'true', false) as always_true,
    not exists (
      select from unnest(array[p.reads, p.writes]) c
      where c is not null and regexp_replace(c, '\( SELECT (.*) AS \w+\)', '\1') not in (
        select condition from templates w where w.oid = p.table_oid)) as is_template,
    format('alter policy %I on %s', p.polname, p.table_name)
      || case when p.polcmd <> 'a' then format(' using (%s)', w.condition) else '' end
      || case when p.polcmd in ('*', 'a', 'w') then format(' with check (%s)', w.condition) else '' end as repair
  from policy_texts p
  join template w on w.oid = p.table_oid),

-- The seal of the tenant context ------------------------------------------------------------------------------------

seal_roles (oid, rolname) as (
  select r.oid, r.rolname from pg_roles r, input where r.rolname = input.seal_role),

-- The table of the keys, and views that read it, through other views too.
seal_secrets (oid) as (
  select c.oid
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join input on n.nspname || '.' || c.relname = input.seal_keys
  where c.relkind in ('r', 'p')
  union
  select w.ev_class
  from seal_secrets s
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = s.oid and d.classid = 'pg_rewrite'::regclass
  join pg_rewrite w on w.oid = d.objid and w.ev_class <> s.oid),

-- A parameter as SQL writes its name.
seal_parameter (name, written) as (
  select input.seal_parameter, string_agg(quote_ident(part), '.' order by position)
  from input, regexp_split_to_table(input.seal_parameter, '\.') with ordinality p (part, position)
  group by input.seal_parameter)
