-- Everything in one schema that a migration can make or change, one row for each aspect of each object: the kind of
-- object, its name, the aspect, and what it is. Comparable between servers: no number of an object, no position of a
-- column (a dropped one never comes back to its place), and the role that migrates is called (migrator).
-- One parameter: the schema. Objects of extensions, Flyway's history and what follows from other objects are left out.
with parameter as (
  select ?::text as schema_name
), history as (
  select c.oid, c.relowner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, parameter
  where n.nspname = schema_name and c.relname = 'flyway_schema_history'
), migrator as (
  select coalesce((select relowner from history), (select oid from pg_roles where rolname = current_user)) as oid
), space as (
  select n.* from pg_namespace n, parameter where n.nspname = schema_name
), relation as (
  select c.* from pg_class c join space s on s.oid = c.relnamespace
  where not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    and c.oid not in (select oid from history)
    and not exists (select from pg_index i where i.indexrelid = c.oid and i.indrelid in (select oid from history))
), relative as (
  -- Tables and what is like them; indexes, sequences and composite types have their own rows.
  select * from relation where relkind in ('r', 'p', 'v', 'm', 'f')
), routine as (
  select p.* from pg_proc p join space s on s.oid = p.pronamespace
  where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
), datatype as (
  select t.* from pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('d', 'e', 'r', 'c')
    and (t.typtype <> 'c' or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
    and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
), own_constraint as (
  select k.* from pg_constraint k
  where k.conparentid = 0
    and (k.conislocal or k.coninhcount = 0)
    and k.contype <> 't' -- of a constraint trigger, which has its own row
    and (k.conrelid in (select oid from relative) or k.contypid in (select oid from datatype))
), own_index as (
  select i.*, c.relname, c.reltablespace, c.reloptions
  from pg_index i join relation c on c.oid = i.indexrelid
  where not c.relispartition
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x') and k.conrelid = i.indrelid)
), own_trigger as (
  select t.* from pg_trigger t where t.tgrelid in (select oid from relative) and not t.tgisinternal and t.tgparentid = 0
), own_column as (
  select a.*, c.relkind, t.typcollation, t.typstorage, c.relname, c.relispartition
  from pg_attribute a join relative c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where a.attnum > 0 and not a.attisdropped
), object (classid, objid, objsubid, aspect, definition) as (
  select 'pg_namespace'::regclass::oid, s.oid, 0, '', 'schema' from space s
  union all
  select 'pg_class'::regclass, c.oid, 0, '', concat_ws(' ',
    case c.relpersistence when 'u' then 'unlogged' end,
    case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'f' then 'foreign table' end,
    'partition by ' || pg_get_partkeydef(c.oid),
    (select string_agg('child of ' || i.inhparent::regclass::text, ', ' order by i.inhseqno)
      from pg_inherits i where i.inhrelid = c.oid),
    pg_get_expr(c.relpartbound, c.oid),
    'of ' || nullif(c.reloftype, 0)::regtype::text,
    'using ' || nullif((select m.amname from pg_am m where m.oid = c.relam), 'heap'),
    'tablespace ' || (select s.spcname from pg_tablespace s where s.oid = c.reltablespace),
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end)
  from relative c
  union all
  select 'pg_class'::regclass, c.oid, 0, 'options', (select string_agg(o, ', ' order by o) from (
    select unnest(c.reloptions) union all
    select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = c.reltoastrelid) options (o))
  from relative c
  union all
  select 'pg_class'::regclass, c.oid, 0, 'row security',
    case when c.relrowsecurity then 'enabled' else 'disabled' end || case when c.relforcerowsecurity then ' and forced' else '' end
  from relative c where c.relkind in ('r', 'p')
  union all
  select 'pg_class'::regclass, c.oid, 0, 'replica identity', case c.relreplident
    when 'd' then 'default' when 'n' then 'nothing' when 'f' then 'full' when 'i' then 'index ' || (
      select i.indexrelid::regclass::text from pg_index i where i.indrelid = c.oid and i.indisreplident) end
  from relative c where c.relkind in ('r', 'p')
  union all
  select 'pg_class'::regclass, c.oid, 0, 'clustered on',
    (select i.indexrelid::regclass::text from pg_index i where i.indrelid = c.oid and i.indisclustered)
  from relative c
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, '', concat_ws(' ',
    format_type(a.atttypid, a.atttypmod),
    'collate ' || case when a.attcollation <> a.typcollation then a.attcollation::regcollation::text end,
    case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end,
    case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end)
  from own_column a
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'not null', case when not a.attnotnull then 'no' else coalesce((
    select 'yes' || case when k.connoinherit then ' no inherit' else '' end || case when k.convalidated then '' else ' not valid' end
    from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'n' and k.conkey = array[a.attnum]), 'yes') end
  from own_column a
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'default', pg_get_expr(d.adbin, d.adrelid)
  from own_column a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'storage', case when a.attstorage <> a.typstorage then a.attstorage::text end
  from own_column a where a.relkind in ('r', 'p', 'm')
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'compression', nullif(a.attcompression::text, '')
  from own_column a
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'statistics target', nullif(a.attstattarget, -1)::text
  from own_column a
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'options', array_to_string(a.attoptions, ', ')
  from own_column a
  union all
  -- The sequence of an identity column has no row of its own.
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'identity sequence', format('start %s increment %s min %s max %s cache %s%s',
    q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, case when q.seqcycle then ' cycle' else '' end)
  from own_column a
  join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
    and d.classid = 'pg_class'::regclass and d.deptype = 'i'
  join pg_sequence q on q.seqrelid = d.objid
  union all
  select 'pg_class'::regclass, c.oid, 0, '', format('%s start %s increment %s min %s max %s cache %s%s', format_type(q.seqtypid, null),
    q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, case when q.seqcycle then ' cycle' else '' end)
  from relation c join pg_sequence q on q.seqrelid = c.oid
  where not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  union all
  select 'pg_class'::regclass, c.oid, 0, 'owned by', (
    select format('%s.%I', d.refobjid::regclass, a.attname)
    from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'a')
  from relation c where c.relkind = 'S'
  union all
  select 'pg_constraint'::regclass, k.oid, 0, '', pg_get_constraintdef(k.oid)
  from own_constraint k where k.contype <> 'n'
  union all
  select 'pg_class'::regclass, i.indexrelid, 0, '', pg_get_indexdef(i.indexrelid)
    || case when i.indisvalid then '' else ' (invalid)' end
    || coalesce(' tablespace ' || (select s.spcname from pg_tablespace s where s.oid = i.reltablespace), '')
  from own_index i
  union all
  select 'pg_trigger'::regclass, t.oid, 0, '', pg_get_triggerdef(t.oid)
    || case t.tgenabled when 'O' then '' when 'D' then ' (disabled)' when 'R' then ' (replica)' when 'A' then ' (always)' end
  from own_trigger t
  union all
  -- Those of foreign keys: off after DISABLE TRIGGER ALL.
  select 'pg_class'::regclass, t.tgrelid, 0, 'internal triggers',
    'disabled for ' || string_agg(distinct quote_ident(k.conname), ', ' order by quote_ident(k.conname))
  from pg_trigger t
  join pg_constraint k on k.oid = t.tgconstraint
  where t.tgisinternal and t.tgenabled <> 'O' and t.tgrelid in (select oid from relative)
  group by t.tgrelid
  union all
  select 'pg_rewrite'::regclass, r.oid, 0, '', pg_get_ruledef(r.oid)
    || case r.ev_enabled when 'O' then '' when 'D' then ' (disabled)' when 'R' then ' (replica)' when 'A' then ' (always)' end
  from pg_rewrite r where r.ev_class in (select oid from relative) and r.rulename <> '_RETURN'
  union all
  select 'pg_policy'::regclass, p.oid, 0, '', concat_ws(' ',
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    'for', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end,
    'to', (select string_agg(case r when 0 then 'public' when (select oid from migrator) then '(migrator)'
      else r::regrole::text end, ', ' order by r::regrole::text) from unnest(p.polroles) r),
    'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
    'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
  from pg_policy p where p.polrelid in (select oid from relative)
  union all
  select 'pg_proc'::regclass, p.oid, 0, '', pg_get_functiondef(p.oid)
  from routine p where p.prokind <> 'a'
  union all
  select 'pg_proc'::regclass, p.oid, 0, '', (to_jsonb(a)
    - array['aggfnoid', 'aggtranstype', 'aggsortop', 'aggmtranstype'])::text
    || format(' returns %s state %s sort %s parallel %s', pg_get_function_result(p.oid), format_type(a.aggtranstype, null),
      a.aggsortop::regoperator, p.proparallel)
  from routine p join pg_aggregate a on a.aggfnoid = p.oid
  union all
  select 'pg_type'::regclass, t.oid, 0, '', case t.typtype
    when 'e' then 'enum (' || coalesce((
      select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid), '') || ')'
    when 'd' then concat_ws(' ', 'domain', format_type(t.typbasetype, t.typtypmod),
      'collate ' || case when t.typcollation <> (select b.typcollation from pg_type b where b.oid = t.typbasetype)
        then t.typcollation::regcollation::text end,
      'default ' || t.typdefault, case when t.typnotnull then 'not null' end)
    when 'r' then (select concat_ws(' ', 'range of', format_type(r.rngsubtype, null), nullif(r.rngcollation, 0)::regcollation::text,
      nullif(r.rngsubdiff::oid, 0)::regproc::text, nullif(r.rngcanonical::oid, 0)::regproc::text)
      from pg_range r where r.rngtypid = t.oid)
    when 'c' then 'composite (' || coalesce((
      select string_agg(concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
        'collate ' || case when a.attcollation <> b.typcollation then a.attcollation::regcollation::text end), ', ' order by a.attnum)
      from pg_attribute a join pg_type b on b.oid = a.atttypid
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), '') || ')' end
  from datatype t
  union all
  select 'pg_statistic_ext'::regclass, e.oid, 0, '', pg_get_statisticsobjdef(e.oid)
  from pg_statistic_ext e join space s on s.oid = e.stxnamespace
  union all
  select 'pg_collation'::regclass, l.oid, 0, '', (to_jsonb(l) - array['oid', 'collnamespace', 'collowner', 'collversion'])::text
  from pg_collation l join space s on s.oid = l.collnamespace
  union all
  select 'pg_operator'::regclass, o.oid, 0, '', format('%s commutator %s negator %s restrict %s join %s hashes %s merges %s',
    o.oprcode, o.oprcom::regoperator, o.oprnegate::regoperator, o.oprrest, o.oprjoin, o.oprcanhash, o.oprcanmerge)
  from pg_operator o join space s on s.oid = o.oprnamespace
  where not exists (select from pg_depend d where d.classid = 'pg_operator'::regclass and d.objid = o.oid and d.deptype = 'e')
), described as (
  select distinct classid, objid, objsubid from object
), owned (classid, objid, objsubid, owner, kind, privileges) as (
  select 'pg_namespace'::regclass::oid, s.oid, 0, s.nspowner, 'n', s.nspacl from space s
  union all
  select 'pg_class'::regclass, c.oid, 0, c.relowner, case c.relkind when 'S' then 's' else 'r' end, c.relacl
  from relation c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i' and c.relkind = 'S')
  union all
  select 'pg_proc'::regclass, p.oid, 0, p.proowner, 'f', p.proacl from routine p
  union all
  select 'pg_type'::regclass, t.oid, 0, t.typowner, 'T', t.typacl from datatype t
  union all
  select 'pg_statistic_ext'::regclass, e.oid, 0, e.stxowner, null, null from pg_statistic_ext e join space s on s.oid = e.stxnamespace
), grants (classid, objid, objsubid, aspect, owner, privileges) as (
  select o.classid, o.objid, o.objsubid, 'privileges', o.owner, coalesce(o.privileges, acldefault(o.kind::"char", o.owner))
  from owned o where o.kind is not null
  union all
  select 'pg_class'::regclass, a.attrelid, a.attnum, 'privileges', c.relowner, a.attacl
  from own_column a join relation c on c.oid = a.attrelid where a.attacl is not null
), fact (kind, name, aspect, definition) as (
  select i.type, i.identity, o.aspect, o.definition
  from object o, pg_identify_object(o.classid, o.objid, o.objsubid) i
  union all
  select i.type, i.identity, 'owner', case o.owner when (select oid from migrator) then '(migrator)' else o.owner::regrole::text end
  from owned o, pg_identify_object(o.classid, o.objid, o.objsubid) i
  union all
  select i.type, i.identity, 'comment', coalesce(
    obj_description(o.objid, o.classid::regclass::name), col_description(o.objid, o.objsubid))
  from (select * from described where objsubid = 0) o, pg_identify_object(o.classid, o.objid, o.objsubid) i
  union all
  select i.type, i.identity, 'comment', col_description(o.objid, o.objsubid)
  from (select * from described where objsubid > 0) o, pg_identify_object(o.classid, o.objid, o.objsubid) i
  union all
  select i.type, i.identity, 'privileges', g.text
  from grants o, pg_identify_object(o.classid, o.objid, o.objsubid) i, lateral (
    select string_agg(one.text, '; ' order by one.text) as text from (
      select format('%s: %s', case x.grantee when 0 then 'public' when (select oid from migrator) then '(migrator)'
          else x.grantee::regrole::text end,
        string_agg(lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end, ', '
          order by x.privilege_type)) as text
      from aclexplode(o.privileges) x
      -- What an owner has by itself grew in PostgreSQL 17; the scratch server may be newer than the live one.
      where not (x.grantee = o.owner and x.privilege_type = 'MAINTAIN')
      group by x.grantee) one) g
  union all
  select 'default privileges', format('of %s on %s', case d.defaclrole when (select oid from migrator) then '(migrator)'
      else d.defaclrole::regrole::text end, case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
      when 'f' then 'functions' when 'T' then 'types' else d.defaclobjtype::text end), '', g.text
  from pg_default_acl d join space s on s.oid = d.defaclnamespace, lateral (
    select string_agg(one.text, '; ' order by one.text) as text from (
      select format('%s: %s', case x.grantee when 0 then 'public' when (select oid from migrator) then '(migrator)'
          else x.grantee::regrole::text end,
        string_agg(lower(x.privilege_type) || case when x.is_grantable then ' with grant option' else '' end, ', '
          order by x.privilege_type)) as text
      from aclexplode(d.defaclacl) x group by x.grantee) one) g
)
select kind, name, aspect, definition from fact where definition is not null order by kind, name, aspect
