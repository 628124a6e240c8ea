create table alert_choice (
  user_id text not null references desk_user (id) on delete cascade,
  brand_id text not null references brand (id) on delete cascade,
  choices jsonb not null,
  quiet jsonb,
  digest_minutes integer not null,
  primary key (user_id, brand_id)
);

create table duty_turn (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  user_id text not null references desk_user (id) on delete cascade,
  weekday smallint check (weekday between 1 and 7),
  from_time text,
  to_time text,
  from_at timestamptz,
  to_at timestamptz,
  check ((weekday is null) = (from_at is not null))
);
create index duty_turn_of_brand on duty_turn (brand_id);

-- A place of the brand's own that alerts go to, by a network that carries them.
create table alert_channel (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  network text not null,
  name text not null,
  events text[] not null,
  -- Sealed.
  fields text not null,
  practice boolean not null default false,
  enabled boolean not null default true,
  failure text,
  failed_at timestamptz,
  sent_at timestamptz
);
create index alert_channel_of_brand on alert_channel (brand_id);

-- By which the desk is known to the push services of browsers; made once.
create table push_identity (
  id smallint primary key check (id = 1),
  public_key text not null,
  private_key text not null
);
create table push_subscription (
  id text primary key,
  user_id text not null references desk_user (id) on delete cascade,
  endpoint text not null unique,
  -- Sealed.
  keys text not null,
  agent text not null,
  created_at timestamptz not null
);
create index push_subscription_of on push_subscription (user_id);

create table alert (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  conversation_id text,
  -- What it comes from: told twice, it is raised once.
  origin text not null unique,
  event text not null,
  gravity smallint not null,
  -- For people: who, and the beginning of what was said.
  said jsonb not null,
  -- Whose words these are, so that they can be forgotten.
  identity_id text,
  at timestamptz not null
);
create index alert_of_conversation on alert (conversation_id, at) where conversation_id is not null;

-- `held`: one of too many at once, told together when the burst has ended; `dropped`: told a moment before.
create table alert_delivery (
  id text primary key,
  alert_id text not null references alert (id) on delete cascade,
  brand_id text not null references brand (id) on delete cascade,
  user_id text references desk_user (id) on delete cascade,
  channel_id text references alert_channel (id) on delete cascade,
  ways text[] not null default '{}',
  state text not null check (state in ('waiting', 'sent', 'held', 'dropped', 'failed')),
  -- Waits for the person's next digest.
  in_digest boolean not null default false,
  -- How many more it speaks for, that were held back.
  held integer not null default 0,
  conversation_id text,
  gravity smallint not null,
  at timestamptz not null,
  sent_at timestamptz,
  check ((user_id is null) <> (channel_id is null))
);
create index alert_delivery_of_person on alert_delivery (user_id, at) where user_id is not null;
create index alert_delivery_of_channel on alert_delivery (channel_id, at) where channel_id is not null;
create index alert_delivery_held on alert_delivery (at) where state = 'held';
create index alert_delivery_digest on alert_delivery (user_id, at) where in_digest;
