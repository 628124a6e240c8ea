alter table brand
  add column language text not null default 'en',
  add column approval_required boolean not null default false,
  add column missed text not null default 'publish-late' check (missed in ('publish-late', 'ask')),
  add column missed_after_minutes integer not null default 60,
  add column quiet_from text,
  add column quiet_to text,
  add column minimum_distance_minutes integer not null default 0,
  add constraint quiet_hours_whole check ((quiet_from is null) = (quiet_to is null));

create table rubric (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  name text not null,
  category text not null check (category in ('entertaining', 'educational', 'commercial', 'user-generated', 'news')),
  color text not null,
  created_at timestamptz not null
);
create index rubric_of_brand on rubric (brand_id);

create table slot (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  time text not null,
  account_ids text[] not null default '{}',
  rubric_id text references rubric (id) on delete set null
);
create index slot_of_brand on slot (brand_id);

create table account (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  network text not null,
  remote_id text not null,
  kind text not null,
  name text not null,
  handle text not null,
  url text,
  avatar_url text,
  server text not null,
  practice boolean not null default false,
  scopes text[] not null default '{}',
  facts jsonb not null default '{}',
  -- Sealed; null when disconnected. The version grows with every change, so that a stale reader is noticed.
  secrets text,
  secrets_version integer not null default 1,
  secrets_changed_at timestamptz not null,
  expires_at timestamptz,
  health text not null default 'connected' check (health in ('connected', 'reconnect', 'unreachable', 'disconnected')),
  health_reason text,
  checked_at timestamptz,
  paused boolean not null default false,
  created_at timestamptz not null,
  -- Disconnected by a person: hidden from lists, kept for the history of its publications.
  archived_at timestamptz,
  unique (brand_id, network, server, remote_id)
);
create index account_of_brand on account (brand_id, id);
create index account_expiring on account (expires_at) where secrets is not null;

-- What a network keeps across connections, such as the app registered at an instance. Values are sealed.
create table connect_store (
  network text not null,
  key text not null,
  value text not null,
  changed_at timestamptz not null,
  primary key (network, key)
);

-- A connection that left the desk and has not come back yet.
create table connect_pending (
  state_hash text primary key,
  brand_id text not null references brand (id) on delete cascade,
  user_id text not null references desk_user (id) on delete cascade,
  session text not null,
  network text not null,
  way text not null,
  account_id text references account (id) on delete cascade,
  pending text not null,
  expires_at timestamptz not null
);
create index connect_pending_ended on connect_pending (expires_at);
