-- A running worker. It holds the advisory lock of its number for as long as its session lives, so that peers see at once
-- whether it is dead; the lease is for the case in which it lives but cannot be reached.
create table publishing_worker (
  id text primary key,
  number integer generated always as identity,
  started_at timestamptz not null,
  lease_until timestamptz not null
);

-- An account as the engine sees it. It is claimed as a whole, so that its publications go one after another, and it sleeps alone.
create table lane (
  account_id text primary key references account (id) on delete cascade,
  -- Nothing is begun before this moment: the network asked us to slow down, or it is in trouble.
  open_at timestamptz not null default to_timestamp(0),
  worker_id text references publishing_worker (id) on delete set null,
  -- Grows with every claim and every taking away. A write that carries an older number is refused.
  fence bigint not null default 0,
  -- Failures of the network one after another.
  trouble integer not null default 0,
  -- What is left of each rate budget, and since when.
  budgets jsonb not null default '{}'
) with (fillfactor = 50);
create index lane_of_worker on lane (worker_id) where worker_id is not null;
create index lane_opening on lane (open_at);

create table publication (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  post_id text not null references post (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  network text not null,
  state text not null check (state in
    ('planned', 'sending', 'published', 'rejected', 'unknown', 'missed', 'cancelled', 'removing', 'removed')),
  wall text not null,
  zone text not null,
  due_at timestamptz not null,
  -- When a worker has something to do with it, and what. Null: nothing, until a person or an event says so.
  wake_at timestamptz,
  work text check (work in ('publish', 'edit', 'remove')),
  -- Grows with every change. Who decides on an older one is refused.
  turn integer not null default 1,
  -- Frozen when the sending begins, so that a restart sees the same steps.
  content jsonb,
  -- What each finished step left, by its name.
  done jsonb not null default '{}',
  -- The step that was begun and whose outcome is not written yet, or not known.
  trying jsonb,
  -- Failures of this publication one after another, and since when.
  failures integer not null default 0,
  failing_since timestamptz,
  published_at timestamptz,
  url text,
  -- `{ afterSeconds }` or `{ wall, zone }` as the post had it; the moment follows when it is published.
  expiry jsonb,
  expires_at timestamptz,
  removed_at timestamptz,
  reason jsonb,
  incomplete text[] not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Not named by its state in the index below, so that a change of state alone touches no index.
  stands boolean not null generated always as (state not in ('cancelled', 'removed')) stored,
  check ((wake_at is null) = (work is null))
) with (fillfactor = 60);
create index publication_waking on publication (wake_at) where wake_at is not null;
create index publication_waking_of_account on publication (account_id, wake_at, id) where wake_at is not null;
create unique index publication_standing on publication (post_id, account_id) where stands;
create index publication_of_post on publication (post_id);
create index publication_of_account on publication (account_id, due_at);
create index publication_of_brand on publication (brand_id, due_at desc, id desc);

-- The ledger: what was intended, tried, answered and decided, in the order it happened.
create table publication_line (
  id text primary key,
  -- Their order: many may fall into one millisecond.
  n bigint generated always as identity,
  publication_id text not null references publication (id) on delete cascade,
  at timestamptz not null,
  ended_at timestamptz,
  kind text not null check (kind in
    ('planned', 'moved', 'claimed', 'attempt', 'looked', 'waited', 'verdict', 'person', 'removal', 'edit')),
  step text not null default '',
  outcome text not null check (outcome in ('open', 'done', 'failed', 'unknown', 'found', 'absent')),
  -- What the network was told to know the same try by.
  key text,
  message jsonb not null,
  evidence jsonb,
  worker_id text
) with (fillfactor = 80);
create index publication_line_of on publication_line (publication_id, n);

create table hand_task (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kind text not null check (kind in ('remove-by-hand', 'resolve-unknown', 'reconnect')),
  publication_id text references publication (id) on delete cascade,
  account_id text references account (id) on delete cascade,
  message jsonb not null,
  due_at timestamptz not null,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by text
);
create index hand_task_open on hand_task (brand_id, id) where done_at is null;
create unique index hand_task_of_publication on hand_task (publication_id, kind) where done_at is null and publication_id is not null;
create unique index hand_task_of_account on hand_task (account_id, kind) where done_at is null and publication_id is null;

-- One row: the edition of the time-zone rules that the planned instants were derived by.
create table zone_edition (
  edition text primary key
);
