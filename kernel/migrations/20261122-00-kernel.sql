-- What happened, written in the transaction that made it happen. A reader takes only rows of transactions older than every
-- running one, in the order (xid, seq): rows that are committed late are thus never passed over.
create table event (
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  workspace_id text,
  brand_id text,
  payload jsonb not null,
  at timestamptz not null default now(),
  primary key (xid, seq)
);
create index event_by_age on event (at);

-- How far each listener has come, and what it failed on.
create table event_listener (
  name text primary key,
  xid xid8 not null,
  seq bigint not null
);
create table event_parked (
  listener text not null,
  xid xid8 not null,
  seq bigint not null,
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (listener, xid, seq)
);

create table job (
  id text primary key,
  name text not null,
  payload jsonb not null,
  -- At most one waiting job for a key.
  key text unique,
  run_at timestamptz not null,
  attempts integer not null default 0,
  leased_until timestamptz,
  last_error text,
  -- Given up at; the row stays for people to look at.
  failed_at timestamptz
);
create index job_due on job (run_at) where failed_at is null;

create table repeating_job (
  name text primary key,
  next_at timestamptz not null,
  leased_until timestamptz,
  last_error text
);

create table mail (
  id text primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  reply_to text,
  queued_at timestamptz not null,
  sent_at timestamptz,
  last_error text
);
