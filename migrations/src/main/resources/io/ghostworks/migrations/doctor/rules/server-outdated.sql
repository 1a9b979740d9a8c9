-- severity: error
-- title: The server lacks a security fix for row-level security
-- why: A known hole shows rows that a policy hides.
-- fix: None in SQL: install the newest minor release.
select 'server ' || input.server_version / 10000 || '.' || input.server_version % 10000 as object,
  string_agg(format('%s, fixed in %s.%s', f.cve, f.fixed / 10000, f.fixed % 10000), '; ' order by f.cve) as detail,
  '' as fix
from input
join (values
  ('CVE-2023-2455', 130011), ('CVE-2023-2455', 140008), ('CVE-2023-2455', 150003),
  ('CVE-2024-10976', 130017), ('CVE-2024-10976', 140014), ('CVE-2024-10976', 150009), ('CVE-2024-10976', 160005),
  ('CVE-2024-10976', 170001),
  ('CVE-2025-8713', 130022), ('CVE-2025-8713', 140019), ('CVE-2025-8713', 150014), ('CVE-2025-8713', 160010),
  ('CVE-2025-8713', 170006)
) f (cve, fixed) on f.fixed / 10000 = input.server_version / 10000 and f.fixed > input.server_version
group by input.server_version
