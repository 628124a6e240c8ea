-- When a brand is there. The schedule without accounts is for all that no other is for.
create table business_hours (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  place smallint not null,
  name text not null,
  zone text not null,
  week jsonb not null,
  holidays jsonb not null default '[]',
  account_ids text[] not null default '{}'
);
create index business_hours_of_brand on business_hours (brand_id, place);

create table service_level (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  place smallint not null,
  name text not null,
  kinds text[] not null default '{}',
  labels text[] not null default '{}',
  priorities smallint[] not null default '{}',
  account_ids text[] not null default '{}',
  first_minutes integer,
  next_minutes integer,
  resolution_minutes integer,
  time text not null check (time in ('business', 'raw')),
  warn_minutes integer not null,
  enabled boolean not null default true
);
create index service_level_of_brand on service_level (brand_id, place);

-- How long somebody waited, derived from what was said; open while `ended_at` is null.
create table service_wait (
  conversation_id text not null references conversation (id) on delete cascade,
  kind text not null check (kind in ('first', 'next', 'resolution')),
  since timestamptz not null,
  brand_id text not null references brand (id) on delete cascade,
  account_id text not null,
  conversation_kind text not null,
  level_id text,
  due_at timestamptz,
  warn_at timestamptz,
  warned_at timestamptz,
  missed_at timestamptz,
  ended_at timestamptz,
  ended_how text check (ended_how in ('answered', 'closed')),
  by text,
  raw_ms bigint,
  business_ms bigint,
  primary key (conversation_id, kind, since)
);
create index service_wait_ended on service_wait (brand_id, ended_at) where ended_at is not null;
create index service_wait_to_warn on service_wait (warn_at) where ended_at is null and warned_at is null and warn_at is not null;
create index service_wait_to_miss on service_wait (due_at) where ended_at is null and missed_at is null and due_at is not null;
create index service_wait_open on service_wait (brand_id, due_at) where ended_at is null;
