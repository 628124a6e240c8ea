-- Of what a brand's people are told as it is heard. Without a row: as usual.
create table listening_alert_settings (
  brand_id text primary key references brand (id) on delete cascade,
  -- Who has so many followers is big; null: nobody is.
  big_from integer check (big_from > 0),
  souring text not null check (souring in ('off', 'calm', 'usual', 'keen')),
  spikes boolean not null,
  -- Queries of which neither spikes nor silences are told.
  quiet_queries text[] not null default '{}',
  changed_at timestamptz not null,
  changed_by text
);

-- The last hour of a query that was held against what is usual; `heard` of `needed` hours are known.
create table listening_judged (
  query_id text primary key references listening_query (id) on delete cascade,
  hour timestamptz not null,
  heard integer not null,
  needed integer not null,
  why text check (why in ('young', 'not-listened'))
);

-- How the tone about a brand was when it was last looked at; `soured_at`: since when it is worse than usual.
create table listening_tone (
  brand_id text primary key references brand (id) on delete cascade,
  hour timestamptz not null,
  negative integer not null,
  known integer not null,
  usual real,
  soured_at timestamptz
);

create table listening_alarm (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kind text not null check (kind in ('spike', 'silence', 'souring', 'big-voice')),
  query_id text references listening_query (id) on delete cascade,
  -- The last of so many hours it is about; for a voice, that in which it was heard.
  hour timestamptz not null,
  hours smallint not null,
  count integer not null,
  -- Of a souring, among so many whose feeling is known; expected, low, high and factor are of the negative ones.
  known integer,
  expected double precision not null,
  low double precision not null,
  high double precision not null,
  factor double precision not null,
  p double precision not null,
  -- Of a voice: whose, and what was said first. Nothing of it when its author is forgotten.
  author_key text,
  mention_id text,
  followers integer,
  -- False for what was found only when it was past.
  is_told boolean not null,
  at timestamptz not null
);
create unique index listening_alarm_of_query on listening_alarm (query_id, kind, hour) where query_id is not null;
create unique index listening_alarm_of_tone on listening_alarm (brand_id, hour) where kind = 'souring';
create unique index listening_alarm_of_voice on listening_alarm (brand_id, author_key) where kind = 'big-voice';
create index listening_alarm_of_brand on listening_alarm (brand_id, id);

-- Who wants to read by mail what was said; the moments at which the next ones are due, null where none is wanted.
create table listening_digest (
  user_id text not null references desk_user (id) on delete cascade,
  brand_id text not null references brand (id) on delete cascade,
  hour smallint not null check (hour between 0 and 23),
  weekday smallint not null check (weekday between 1 and 7),
  only_with_news boolean not null,
  daily_at timestamptz,
  weekly_at timestamptz,
  primary key (user_id, brand_id)
);
create index listening_digest_daily on listening_digest (daily_at) where daily_at is not null;
create index listening_digest_weekly on listening_digest (weekly_at) where weekly_at is not null;
