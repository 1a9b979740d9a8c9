-- Leaves it to the domain again to refuse what cannot be seen. Names that the way up mended stay so.
set local role ghostworks_owner;

alter table ghostworks.artifacts drop constraint artifacts_name_visible;
alter table ghostworks.tenants drop constraint tenants_name_visible;
alter table ghostworks.users
  drop constraint users_first_name_visible,
  drop constraint users_last_name_visible,
  drop constraint users_email_form,
  add constraint users_email_form
    check (email = lower(email) and position('@' in email) > 1 and char_length(email) <= 254) not valid;
alter table ghostworks.users validate constraint users_email_form;

drop function ghostworks.is_visible(text);

reset role;
