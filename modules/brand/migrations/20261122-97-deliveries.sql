-- When a network was asked to deliver what people write on an account to the desk, and what came of it.
create table account_delivery (
  account_id text primary key references account (id) on delete cascade,
  address text not null,
  asked_at timestamptz not null,
  -- Null where the network agreed.
  refusal text,
  tries integer not null default 0,
  wake_at timestamptz not null
);
