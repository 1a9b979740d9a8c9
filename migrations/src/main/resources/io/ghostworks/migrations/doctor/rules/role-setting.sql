-- severity: error
-- title: The application's or the sign-in role has settings of its own
-- why: A role may store settings for its later connections, so one injected statement may have left them, for all tenants.
-- fix: Resets it.
select format('setting %s of %s', c.name, scope.name) as object,
  -- A setting of somebody's own may hold a key.
  case when c.name like '%.%' then 'its value is not shown' else c.setting end as detail,
  format('alter %s reset %I', scope.name, c.name) as fix
from pg_db_role_setting s
join pg_roles r on r.oid = s.setrole
left join pg_database d on d.oid = s.setdatabase
cross join input
cross join lateral (
  select split_part(u.setting, '=', 1) as name, u.setting from unnest(s.setconfig) u (setting)) c
cross join lateral (
  select format('role %I', r.rolname) || coalesce(' in database ' || quote_ident(d.datname), '') as name) scope
where r.oid in (select oid from app_roles union select oid from sign_in_roles)
  and (s.setdatabase = 0 or d.datname = current_database())
  -- What an operator sets with care. Roles other than superusers cannot set most of log_*.
  and lower(c.name) not in ('statement_timeout', 'lock_timeout', 'transaction_timeout',
    'idle_in_transaction_session_timeout', 'idle_session_timeout')
  and lower(c.name) not like 'log\_%'
  -- This one has a rule of its own.
  and lower(c.name) <> lower(input.setting)
