-- What people said to an account and did there, however it was heard: delivered or asked for, once, late or out of order.
create table interaction (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  kind text not null,
  remote_id text not null,
  at timestamptz not null,
  -- 0 as first said, 1 edited, 2 deleted: what is higher is later, whatever came first.
  edition smallint not null,
  -- When these words were said: of two editions alike the later one stands.
  said_at timestamptz not null,
  author jsonb not null,
  text text not null,
  media jsonb not null default '[]',
  under jsonb,
  reply_to text,
  url text,
  rating real,
  own boolean not null default false,
  raw jsonb,
  heard_at timestamptz not null,
  unique (account_id, kind, remote_id)
);
create index interaction_of_brand on interaction (brand_id, at desc, id desc);
create index interaction_of_account on interaction (account_id, at desc, id desc);

-- How far what a network tells when asked was read; accounts of one bot share a stream.
create table inbox_stream (
  stream text primary key,
  cursor text not null,
  read_at timestamptz not null
);

create table inbox_reading (
  account_id text primary key references account (id) on delete cascade,
  wake_at timestamptz not null,
  read_at timestamptz,
  trouble text
);
