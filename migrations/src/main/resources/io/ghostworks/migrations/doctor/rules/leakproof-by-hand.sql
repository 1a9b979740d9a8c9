-- severity: error
-- title: A function was declared LEAKPROOF
-- why: PostgreSQL then runs it on rows before their policy, and its errors and side effects show them.
-- fix: Takes the mark away.
-- No release marks what is behind a pattern, containment or full-text operator; nor the arithmetic that raises errors.
select 'function ' || p.oid::regprocedure as object, null as detail,
  format('alter function %s not leakproof', p.oid::regprocedure) as fix
from pg_proc p
where p.proleakproof and (p.oid >= 16384
  or p.proname in ('lower', 'upper', 'length', 'int4div', 'int8div', 'int2div')
  or p.oid in (
    select o.oprcode from pg_operator o
    where o.oprname in ('~~', '!~~', '~~*', '!~~*', '~', '!~', '~*', '!~*', '%', '@>', '<@', '&&', '@@', '@@@',
      '@?', '?', '?|', '?&', '->', '->>', '||')))
