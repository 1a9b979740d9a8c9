-- severity: warning
-- title: The doors of the library let more statements through
-- why: What reads and changes rows leaves nothing on a connection; of other statements only what is known is removed before the next tenant's.
-- fix: Resets it; what a tenant's code runs of them is refused then.
select format('setting ghostworks.statements of database %I', d.datname) as object,
  split_part(c.setting, '=', 2) as detail,
  format('alter database %I reset ghostworks.statements', d.datname) as fix
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase
cross join lateral unnest(s.setconfig) c (setting)
where s.setrole = 0 and d.datname = current_database() and lower(split_part(c.setting, '=', 1)) = 'ghostworks.statements'
