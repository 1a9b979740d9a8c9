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
    -- Two tenants cannot collide in such a key, whatever the order.
    exists (
      select from unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) with ordinality x (attnum, position)
      where x.attnum = t.tenant_attnum and (k.contype is distinct from 'x' or exists (
        select from pg_operator o where o.oid = k.conexclop[x.position] and o.oprname = '='))) as holds_tenant,
    (
      select string_agg(format('constraint %I on %s', f.conname, f.conrelid::regclass), ', ' order by f.conname)
      from pg_constraint f
      where f.contype = 'f' and f.conindid = i.indexrelid and f.conparentid = 0) as dependents,
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

-- Columns whose names say that they hold a secret.
secrets (oid, attnum, attname) as (
  select r.oid, a.attnum, a.attname
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_type y on y.oid = a.atttypid
  where r.relkind in ('r', 'p', 'v', 'm', 'f') and (
    a.attname ~* '(passw|passphrase|secret|private_?key|(token|api_?key|code)_?hash)'
    or y.typcategory in ('S', 'N') and (
      a.attname ~* '(^|_)(ssn|social_?security(_?(no|number))?|cvv2?|cvc2?|iban)$'
      or a.attname ~* '^card(_?(no|num|number|pan|data))?$|(credit|debit)_?card|(^|_)cc_?(no|num|number)$')
    or (y.typcategory = 'S' or y.oid = 'bytea'::regtype) and a.attname ~* '(^hash|(^|_)token)$'
    -- A hash among other things may be of anything; beside a log-in name it is a password's.
    or a.attname ~* 'hash' and exists (
      select from pg_attribute o
      where o.attrelid = r.oid and o.attname ~* '(e_?mail|log_?in|user_?name)' and not o.attisdropped))),

-- What belongs to tenants without saying so ------------------------------------------------------------------------

-- The texts of routines, where they are texts.
bodies (oid, name, body) as (
  select r.oid, r.name, regexp_replace(pg_get_functiondef(r.oid), '--[^\n]*', '', 'g')
  from routines r
  join pg_proc p on p.oid = r.oid
  join pg_language l on l.oid = p.prolang and l.lanname not in ('c', 'internal')
  where r.prokind in ('f', 'p')),

-- A table's name as a pattern, with or without its schema, quoted or not.
written_names (oid, pattern) as (
  select r.oid, format('(("?%s"?\.)?"?%s"?)', regexp_replace(r.nspname, '(\W)', '\\\1', 'g'),
    regexp_replace(r.relname, '(\W)', '\\\1', 'g'))
  from relations r
  where r.relkind in ('r', 'p')),

fills (routine, target, pattern) as (
  select b.oid, r.oid, format('\m(insert\s+into|update|merge\s+into)\s+(only\s+)?%s(?![\w."])', w.pattern)
  from bodies b
  join relations r on position(r.relname in b.body) > 0 and r.relkind in ('r', 'p')
  join written_names w on w.oid = r.oid
  where b.body ~* format('\m(insert\s+into|update|merge\s+into)\s+(only\s+)?%s(?![\w."])', w.pattern)),

-- How what is in one table comes to another.
links (source, target, how, foreign_key) as (
  select k.confrelid, k.conrelid, format('refers to %s', k.confrelid::regclass), k.oid
  from pg_constraint k
  where k.contype = 'f' and k.conparentid = 0
  union all
  -- What the application only reads, such as a list of countries, is for everybody.
  select k.conrelid, k.confrelid, format('%s refers to it, and the application writes it', k.conrelid::regclass), null
  from pg_constraint k
  where k.contype = 'f' and k.conparentid = 0 and exists (
    select from grants g where g.oid = k.confrelid and g.privilege in ('INSERT', 'UPDATE'))
  union all
  select t.tgrelid, f.target, format('the trigger %I on %s fills it', t.tgname, t.tgrelid::regclass), null
  from pg_trigger t
  join fills f on f.routine = t.tgfoid
  where not t.tgisinternal
  union all
  select w.ev_class, d.refobjid, format('the rule %I on %s fills it', w.rulename, w.ev_class::regclass), null
  from pg_rewrite w
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
  where w.ev_type <> '1' and pg_get_ruledef(w.oid) ~* format('\m(insert\s+into|update)\s+(only\s+)?%s(?![\w."])',
    (select n.pattern from written_names n where n.oid = d.refobjid))
  union all
  select n.oid, f.target, format('%s fills it from %s', b.name, n.oid::regclass), null
  from fills f
  join bodies b on b.oid = f.routine
  join written_names n on n.oid <> f.target and b.body ~* format('%s[^;]*\m(from|join)\s+%s(?![\w."])', f.pattern, n.pattern)),

-- Tables without the tenant column that hold what belongs to tenants all the same.
beside (oid) as (
  select l.target
  from links l
  join tenant_tables t on t.oid = l.source
  where l.target not in (select oid from tenant_tables)
  union
  select l.target
  from beside b
  join links l on l.source = b.oid
  where l.target not in (select oid from tenant_tables)),

-- Views and materialized views that read a table of tenants, through other views too.
readers (oid, reads) as (
  select w.ev_class, t.oid
  from (select oid from tenant_tables union select oid from beside) t
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid and d.classid = 'pg_rewrite'::regclass
  join pg_rewrite w on w.oid = d.objid and w.ev_class <> t.oid
  union
  select w.ev_class, r.reads
  from readers r
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid and d.classid = 'pg_rewrite'::regclass
  join pg_rewrite w on w.oid = d.objid and w.ev_class <> r.oid),

-- Policies --------------------------------------------------------------------------------------------------------

-- Functions without arguments that answer the tenant: their body names the setting, or another such function.
plain_functions (oid, call, body, answers) as (
  select p.oid, format('%I.%I()', n.nspname, p.proname),
    case when p.prokind = 'f' and p.oid >= 16384 then pg_get_functiondef(p.oid) end, p.prorettype
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  where p.pronargs = 0 and not p.proretset and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)),

tenant_functions (call, body, answers) as (
  select f.call, f.body, f.answers
  from plain_functions f, input
  where position(quote_literal(input.setting) in f.body) > 0
    -- Ours answers the tenant of a seal.
    or input.setting = 'app.current_tenant_id' and f.call = 'ghostworks.tenant_id()'
      and position('ghostworks.context_by_setting(''tenant''' in f.body) > 0
  union
  select f.call, f.body, f.answers
  from tenant_functions t
  join plain_functions f on position(t.call in f.body) > 0 and f.call <> t.call),

-- What a policy may say: the tenant column equals the setting, or equals such a function; either may come first, and the
-- column may be compared as text.
comparisons (oid, left_side, right_side, written) as (
  select t.oid, t.tenant_value, f.call, format('%I = %s', t.tenant_column, f.call)
  from tenant_tables t, tenant_functions f
  union all
  select t.oid, t.tenant_value,
    format(case when t.tenant_is_text then 'current_setting(%L::text)' else '(current_setting(%L::text))::%s' end,
      input.setting, t.tenant_type),
    format(case when t.tenant_is_text then '%I = current_setting(%L)'
      else '%I = current_setting(%L)::%s' end, t.tenant_column, input.setting, t.tenant_type)
  from tenant_tables t, input
  union all
  select t.oid, format('(%I)::text', t.tenant_column), f.call, null
  from tenant_tables t, tenant_functions f
  where not t.tenant_is_text and f.answers in ('text'::regtype, 'varchar'::regtype)
  union all
  select t.oid, format('(%I)::text', t.tenant_column), format('current_setting(%L::text)', input.setting), null
  from tenant_tables t, input
  where not t.tenant_is_text),

templates (oid, condition) as (
  select oid, format('(%s = %s)', left_side, right_side) from comparisons
  union all
  select oid, format('(%s = %s)', right_side, left_side) from comparisons),

-- The condition that a repair writes: ours where it exists, else the one for everybody.
template (oid, condition) as (
  select distinct on (w.oid) w.oid, w.written
  from comparisons w
  where w.written is not null
  order by w.oid, w.written !~ ' = ghostworks\.tenant_id\(\)$', w.written !~ 'current_setting'),

-- Policies of tenant tables that apply to the application, with their conditions in one line.
policy_texts as (
  select p.oid, t.oid as table_oid, t.name as table_name, t.tenant_column, t.tenant_value, p.polname, p.polcmd,
    p.polpermissive, p.polroles, format('policy %I on %s', p.polname, t.name) as name, c.reads, c.writes,
    concat_ws('; ', 'USING ' || c.reads, 'WITH CHECK ' || c.writes) as conditions
  from pg_policy p
  join tenant_tables t on t.oid = p.polrelid
  cross join lateral (
    select regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g') as reads,
      regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\s+', ' ', 'g') as writes) c
  where p.polroles && array(select oid from grantees)),

-- A scalar subquery around the value is the same condition, evaluated once. So is one that is silent when nothing is set,
-- as far as other tenants are concerned, and one that asks for more besides: only AND stands directly in its brackets.
measured_policies as (
  select p.*,
    position(input.setting in p.conditions) > 0
      or exists (select from tenant_functions f where position(f.call in p.conditions) > 0) as names_tenant,
    not exists (
      select from unnest(array[p.reads, p.writes]) c (condition)
      cross join lateral (
        select regexp_replace(regexp_replace(regexp_replace(c.condition, '\( SELECT (.*) AS \w+\)', '\1'),
          '(current_setting\(''[^'']*''::text), (true|false)\)', '\1)', 'g'),
          'NULLIF\((current_setting\(''[^'']*''::text\)), ''''::text\)', '\1', 'g') as text) plain
      where c.condition is not null and not exists (
        select from templates w
        where w.oid = p.table_oid and (w.condition = plain.text
          or starts_with(plain.text, '(' || w.condition || ' AND ')
          or right(plain.text, length(w.condition) + 6) = ' AND ' || w.condition || ')'))) as is_template
  from policy_texts p, input),

-- Permissive ones. One is guarded where a restrictive template takes away again what it gives too much.
permissive_policies as (
  select p.*, w.condition as template,
    not exists (
      select from unnest(case p.polcmd when '*' then array['r', 'a', 'w', 'd'] else array[p.polcmd::text] end) c (letter)
      where not exists (
        select from measured_policies g, input
        where not g.polpermissive and g.is_template and g.table_oid = p.table_oid and g.polcmd::text in ('*', c.letter)
          and g.polroles && array[0, to_regrole(quote_ident(input.app_role))::oid])) as is_guarded,
    exists (
      select from measured_policies o
      where o.polpermissive and o.is_template and o.table_oid = p.table_oid and o.oid <> p.oid
        and (o.polcmd = p.polcmd or '*' in (o.polcmd, p.polcmd))) as is_beside_template,
    -- A function or a query of the database's own may know what it does: another design than the template.
    not p.names_tenant and exists (
        select from unnest(array[p.reads, p.writes]) c (condition)
        where c.condition !~ format('^\(%s = [^ ]+\(\)\)$', regexp_replace(p.tenant_value, '(\W)', '\\\1', 'g')))
      and (p.conditions ~ '\mSELECT\M' or exists (
        select from pg_depend d
        where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
          and d.refobjid >= 16384)) as is_of_its_own
  from measured_policies p
  join template w on w.oid = p.table_oid
  where p.polpermissive),

-- Whether the tenant comes by the setting here, or there is nothing yet.
setting_used (yes) as (
  select exists (select from measured_policies p where p.names_tenant) or not exists (select from measured_policies)),

-- One verdict for each, so that no two rules say contrary things of it.
policies as (
  select p.*,
    case when p.is_guarded then 'guarded'
      when p.is_template then 'template'
      when 'true' in (p.reads, p.writes) then 'always-true'
      when p.conditions ~ 'COALESCE\('
          and position(', ' || quote_ident(p.tenant_column) in translate(p.conditions, '()', '')) > 0
        or p.conditions ~ ' OR ' and p.conditions ~ '( IS NULL| = ''''::text|IS NOT DISTINCT FROM)'
        or p.conditions ~ '(THEN|ELSE) true' then 'fails-open'
      when p.names_tenant
        and p.conditions ~ 'COALESCE\(.*, ''(?!0{8}-0{4}-0{4}-0{4}-0{12}'')[^'']+''(::[\w ]+)?\)' then 'falls-back'
      when p.is_beside_template then 'extra'
      when p.names_tenant then 'not-template'
      when p.is_of_its_own then 'unproved'
      else 'not-template' end as verdict,
    -- To write the template over another design would break the application.
    case when p.is_of_its_own then ''
      when p.is_beside_template then format('drop policy %I on %s', p.polname, p.table_name)
      when p.names_tenant or 'true' in (p.reads, p.writes) and u.yes then format('alter policy %I on %s', p.polname, p.table_name)
        || case when p.polcmd <> 'a' then format(' using (%s)', p.template) else '' end
        || case when p.polcmd in ('*', 'a', 'w') then format(' with check (%s)', p.template) else '' end
      else '' end as repair
  from permissive_policies p, setting_used u),

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
