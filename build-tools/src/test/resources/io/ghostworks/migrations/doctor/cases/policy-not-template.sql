-- harmless
create policy reads on shop.replies for select to shop_app using (tenant_id = ghostworks.tenant_id());
create function shop.tenant() returns uuid language sql stable return current_setting('app.current_tenant_id')::uuid;
alter policy isolation on shop.events using (tenant_id = shop.tenant());
create domain shop.tenant_key as uuid;
create table shop.by_key (tenant_id shop.tenant_key primary key);
create table shop.by_code (tenant_id varchar(20) primary key);
create table shop.by_name (tenant_id text primary key);
create table shop.by_number (tenant_id bigint primary key);
create policy isolation on shop.by_key using (tenant_id = current_setting('app.current_tenant_id')::uuid);
create policy by_function on shop.by_key for insert with check (tenant_id = ghostworks.tenant_id());
create policy isolation on shop.by_code using (tenant_id = current_setting('app.current_tenant_id'));
create policy isolation on shop.by_name using (tenant_id = current_setting('app.current_tenant_id'));
create policy isolation on shop.by_number using (tenant_id = current_setting('app.current_tenant_id')::bigint);
create function shop.tenant_text() returns text language sql stable return current_setting('app.current_tenant_id');
create table shop.by_text (tenant_id uuid primary key);
create policy isolation on shop.by_text using (tenant_id::text = current_setting('app.current_tenant_id'));
create policy turned on shop.by_text for insert with check (current_setting('app.current_tenant_id')::uuid = tenant_id);
create policy by_function on shop.by_text for update using (tenant_id::text = shop.tenant_text());
create policy narrower on shop.by_text for delete using (
  tenant_id = nullif(current_setting('app.current_tenant_id', true), '')::uuid and tenant_id::text <> 'x');
-- planted: policy isolation on shop.notes
alter policy isolation on shop.notes using (id = current_setting('app.current_tenant_id')::uuid);
