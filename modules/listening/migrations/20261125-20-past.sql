-- All that intakes told lately, whether it concerned anybody or not, so that a new query can be held against it. `frames`: how
-- long each compressed piece of the file is.
create table listening_segment (
  id text primary key,
  intake_key text not null references listening_intake (key) on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz not null,
  posts integer not null,
  bytes bigint not null,
  frames integer[] not null,
  file_key text not null
);
create index listening_segment_of_intake on listening_segment (intake_key, to_at desc, id desc);
create index listening_segment_by_age on listening_segment (to_at, id);

-- A query held against what was told before it was there.
create table listening_replay (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  -- Whose mentions are made of what it finds; null: it is only looked at.
  query_id text references listening_query (id) on delete cascade,
  text text not null,
  languages text[] not null,
  since timestamptz not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  total bigint not null default 0,
  looked bigint not null default 0,
  found integer not null default 0,
  -- Found by day of the brand.
  days jsonb not null default '{}',
  samples jsonb not null default '[]',
  oldest_at timestamptz,
  made_at timestamptz not null,
  made_by text
);
create index listening_replay_of_brand on listening_replay (brand_id, made_at desc);
