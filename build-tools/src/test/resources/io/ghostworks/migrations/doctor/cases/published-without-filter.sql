-- harmless
create publication names for table shop.users;
create publication one for table shop.replies where (tenant_id = '00000000-0000-0000-0000-000000000001');
-- planted: table shop.notes
create publication every for table shop.notes, shop.users;
