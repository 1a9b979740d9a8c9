drop table billing.reminders, billing.invoices;
