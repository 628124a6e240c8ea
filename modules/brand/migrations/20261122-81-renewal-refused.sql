-- When the network refused to renew access that still holds: until it ends a person has time to connect the account again.
alter table account add column renewal_refused_at timestamptz;
