-- The database itself refuses what only the domain refused: a name of which nothing can be seen, and an email that is no address.
-- It may have been stored before the domain asked, or by SQL.
--
-- Such a name becomes (no name): whoever upgrades is seldom whoever named it, and nothing that could be seen is lost. A
-- warning counts them. A person's is taken away, as it may be missing. An email cannot be mended by a rule: the upgrade stops,
-- changes nothing, and names the users.

set local role ghostworks_owner;

create function ghostworks.is_visible(t text) returns boolean
  language sql immutable parallel safe
  -- Any character but blanks, controls and what Unicode 16 calls ignorable.
  return t ~ ('[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4'
      '\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0'
      '\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
      '\U000e0000-\U000e0fff]');
comment on function ghostworks.is_visible(text) is
  'Whether something of the text can be seen; false for an empty one. The domain asks the same of what is written.';
revoke execute on function ghostworks.is_visible(text) from public;
grant execute on function ghostworks.is_visible(text) to authenticated_users, ghostworks_search;

do $$
declare
  addresses constant text := '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}'
    '@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$';
  amount bigint;
  some_ids text;
begin
  select count(*), string_agg(u.id::text, ', ') filter (where u.place <= 10) into amount, some_ids
  from (
    select id, row_number() over (order by created_at, id) as place
    from ghostworks.users where email !~ addresses) u;
  if amount > 0 then
    raise exception '% an email that is no address in lower case: %',
      case amount when 1 then 'one row of the table ghostworks.users has'
        else amount || ' rows of the table ghostworks.users have' end, some_ids || case when amount > 10 then ', …' else '' end
      using errcode = 'check_violation',
        hint = 'Nothing was changed. Nobody can sign in with such an email. Correct it or delete the user, then upgrade again.';
  end if;
end $$;

-- FORCE binds the owner too, who is in no tenant here.
alter table ghostworks.artifacts no force row level security;
alter table ghostworks.tenants no force row level security;

do $$
declare
  amount bigint;
begin
  update ghostworks.artifacts a set name = '(no name)' where not ghostworks.is_visible(a.name);
  get diagnostics amount = row_count;
  if amount > 0 then
    raise warning 'artifacts with a name that nobody could see are called "(no name)" now: %', amount;
  end if;
  update ghostworks.tenants t set name = '(no name)' where not ghostworks.is_visible(t.name);
  get diagnostics amount = row_count;
  if amount > 0 then
    raise warning 'workspaces with a name that nobody could see are called "(no name)" now: %', amount;
  end if;
  update ghostworks.users u
  set first_name = case when u.first_name = '' or ghostworks.is_visible(u.first_name) then u.first_name end,
    last_name = case when u.last_name = '' or ghostworks.is_visible(u.last_name) then u.last_name end
  where (u.first_name <> '' and not ghostworks.is_visible(u.first_name))
    or (u.last_name <> '' and not ghostworks.is_visible(u.last_name));
  get diagnostics amount = row_count;
  if amount > 0 then
    raise warning 'people who lost a first or last name which nobody could see: %', amount;
  end if;
end $$;

alter table ghostworks.artifacts force row level security;
alter table ghostworks.tenants force row level security;

alter table ghostworks.artifacts
  add constraint artifacts_name_visible check (ghostworks.is_visible(name)) not valid;
alter table ghostworks.artifacts validate constraint artifacts_name_visible;
alter table ghostworks.tenants
  add constraint tenants_name_visible check (ghostworks.is_visible(name)) not valid;
alter table ghostworks.tenants validate constraint tenants_name_visible;
alter table ghostworks.users
  drop constraint users_email_form,
  add constraint users_email_form check (email ~ '^[a-z0-9.!#$%&''*+/=?^_`{|}~-]{1,64}'
      '@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$'
      and char_length(email) <= 254) not valid,
  add constraint users_first_name_visible check (first_name = '' or ghostworks.is_visible(first_name)) not valid,
  add constraint users_last_name_visible check (last_name = '' or ghostworks.is_visible(last_name)) not valid;
alter table ghostworks.users
  validate constraint users_email_form,
  validate constraint users_first_name_visible,
  validate constraint users_last_name_visible;

reset role;
