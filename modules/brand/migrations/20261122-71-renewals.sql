-- Access of an account that is being renewed now. Whoever renews it keeps moving held_until; in the past, nobody does any more.
create table account_renewal (
  account_id text primary key,
  holder text not null,
  held_until timestamptz not null
);
