-- Lets what signs people in hash a password anew that was hashed before texts were brought into normal form C.
set local role ghostworks_owner;

create function ghostworks.replace_password_hash(p_user uuid, p_present text, p_next text) returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  update ghostworks.users u set password_hash = p_next where u.id = p_user and u.password_hash = p_present;
  return found;
end $$;
comment on function ghostworks.replace_password_hash(uuid, text, text) is
  'Keeps another hash of the same password; false if the present one is another than the caller read.';
revoke execute on function ghostworks.replace_password_hash(uuid, text, text) from public;
grant execute on function ghostworks.replace_password_hash(uuid, text, text) to ghostworks_sign_in;

reset role;
