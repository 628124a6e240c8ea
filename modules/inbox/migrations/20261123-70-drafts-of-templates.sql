-- What of a template was filled in and not sent yet: its id and the values.
alter table reply_draft add column template jsonb;
