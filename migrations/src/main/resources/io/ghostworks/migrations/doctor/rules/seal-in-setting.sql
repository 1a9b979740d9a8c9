-- severity: info
-- title: The verified context is kept in a setting
-- why: Each scan verifies the seal again; a parameter that the role of the seal alone may set costs less. Both are safe.
-- fix: Grants the parameter, as a superuser.
-- since: 150000
select 'parameter ' || p.written as object, format('%I may not set it', s.rolname) as detail,
  format('grant set on parameter %s to %I', p.written, s.rolname) as fix
from seal_roles s, seal_parameter p
where not has_parameter_privilege(s.oid, p.name, 'SET')
