case
  when b.typtype = 'e' then format('(enum_range(null::%1$s))[least({n}, cardinality(enum_range(null::%1$s)))]', {type})
  when b.oid = 'uuid'::regtype then format('repeat(''{hex}'', 32)::uuid::%s', {type})
  when b.oid in ('json'::regtype, 'jsonb'::regtype) then format('''{}''::%s', {type})
  when b.oid = 'bytea'::regtype then format('convert_to({word}, ''UTF8'')::%s', {type})
  when b.typcategory = 'N' then format('{number}::%s', {type})
  when b.typcategory = 'S' then format('{word}::%s', {type})
  when b.typcategory = 'B' then format('{yes}::%s', {type})
  when b.typcategory = 'D' then format('(now() + interval ''{days} days'')::%s', {type})
  when b.typcategory = 'T' then format('interval ''{n} days''::%s', {type})
  when b.typcategory = 'I' then format('''10.0.0.{n}''::%s', {type})
  when b.typcategory = 'A' then format('''{}''::%s', {type})
  when b.typcategory = 'R' then format('''empty''::%s', {type})
  else format('null::%s', {type}) end
