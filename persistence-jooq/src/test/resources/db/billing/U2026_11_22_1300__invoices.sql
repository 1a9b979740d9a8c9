drop table billing.invoice_lines, billing.invoices;
revoke usage on schema billing from authenticated_users;
