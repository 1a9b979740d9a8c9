-- harmless
alter table shop.users enable row level security;
-- planted: table shop.notes
alter table shop.notes no force row level security;
