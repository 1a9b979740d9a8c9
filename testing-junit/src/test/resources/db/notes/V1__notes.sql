create table notes.notes (
  tenant_id uuid not null references ghostworks.tenants (id) on delete cascade,
  id uuid not null,
  body text not null,
  primary key (tenant_id, id)
);
select ghostworks.isolate('notes.notes');

-- What somebody forgot to isolate.
create table notes.open_notes (tenant_id uuid not null, body text not null);

grant usage on schema notes to authenticated_users;
grant select, insert on notes.notes, notes.open_notes to authenticated_users;
