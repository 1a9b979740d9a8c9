-- severity: warning
-- title: The pooler lacks a security fix
-- why: Before PgBouncer 1.26.1 somebody who logs in by SCRAM can be another user (CVE-2026-107350).
-- fix: None in SQL: install PgBouncer 1.26.1 or newer.
select 'pooler' as object, input.pooler as detail, '' as fix
from input
cross join lateral regexp_match(input.pooler, '^PgBouncer (\d+)\.(\d+)\.(\d+)') v (parts)
where v.parts::integer[] < array[1, 26, 1]
