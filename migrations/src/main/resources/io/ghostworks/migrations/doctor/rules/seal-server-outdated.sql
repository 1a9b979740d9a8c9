-- severity: warning
-- title: The server lacks a security fix that an application's role can make use of
-- why: By a known hole SQL of the application reads or runs what no seal and no policy govern.
-- fix: None in SQL: install the newest minor release.
select 'server ' || input.server_version / 10000 || '.' || input.server_version % 10000 as object,
  case when input.server_version < 140000 then 'this major version gets no fixes any more'
    else string_agg(format('%s, fixed in %s.%s', f.cve, f.fixed / 10000, f.fixed % 10000), '; ' order by f.cve) end as detail,
  '' as fix
from input
left join (values
  ('CVE-2026-120141', 140025), ('CVE-2026-120141', 150020), ('CVE-2026-120141', 160016), ('CVE-2026-120141', 170012),
  ('CVE-2026-120141', 180007),
  ('CVE-2026-14678', 140024), ('CVE-2026-14678', 150019), ('CVE-2026-14678', 160015), ('CVE-2026-14678', 170011),
  ('CVE-2026-14678', 180005)
) f (cve, fixed) on f.fixed / 10000 = input.server_version / 10000 and f.fixed > input.server_version
  -- This one is in pg_trgm.
  and (f.cve <> 'CVE-2026-14678' or exists (select from pg_extension e where e.extname = 'pg_trgm'))
where f.cve is not null or input.server_version < 140000
group by input.server_version
