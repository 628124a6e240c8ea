-- What a brand listens for: itself, its people, its competitors, its topics; each made of queries.
create table listening_topic (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kind text not null check (kind in ('brand', 'person', 'competitor', 'topic')),
  name text not null,
  place integer not null,
  made_at timestamptz not null,
  made_by text,
  deleted_at timestamptz
);
create index listening_topic_of_brand on listening_topic (brand_id, place, id) where deleted_at is null;

-- Deleted ones stay for the mentions they found.
create table listening_query (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  topic_id text not null references listening_topic (id) on delete cascade,
  name text not null,
  text text not null,
  -- Whose word forms are meant; none: of all languages it can be written in.
  languages text[] not null default '{}',
  version integer not null,
  is_on boolean not null,
  -- Since when it is listened for without a pause.
  since timestamptz not null,
  changed_at timestamptz not null,
  changed_by text,
  deleted_at timestamptz
);
create index listening_query_of_brand on listening_query (brand_id, id) where deleted_at is null;
create index listening_query_of_topic on listening_query (topic_id);

create table listening_query_version (
  query_id text not null references listening_query (id) on delete cascade,
  version integer not null,
  name text not null,
  text text not null,
  languages text[] not null,
  at timestamptz not null,
  by text,
  primary key (query_id, version)
);

-- What is read, once for all brands that want it: a stream, a feed, a page, a mailbox, a search, an inlet.
create table listening_intake (
  key text primary key,
  kind text not null,
  settings jsonb not null default '{}',
  secrets text,
  -- Where to go on; kept with what was made of what came before it.
  cursor text,
  wake_at timestamptz not null,
  leased_until timestamptz,
  leased_by text,
  -- When it last answered, and of when the last thing is that it told.
  read_at timestamptz,
  told_at timestamptz,
  trouble text,
  trouble_since timestamptz,
  made_at timestamptz not null
);
create index listening_intake_due on listening_intake (kind, wake_at);

-- A brand's use of one.
create table listening_source (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  intake_key text not null references listening_intake (key) on delete cascade,
  name text not null,
  -- 'matching': what a query of the brand is met by; 'all': each thing it tells.
  takes text not null check (takes in ('matching', 'all')),
  is_on boolean not null,
  -- So many mentions a day are kept of it at most; null: all.
  daily integer,
  made_at timestamptz not null,
  made_by text,
  deleted_at timestamptz
);
create unique index listening_source_once on listening_source (brand_id, intake_key) where deleted_at is null;
create index listening_source_of_intake on listening_source (intake_key) where deleted_at is null;

-- What an intake told and cost, by the hour.
create table listening_volume (
  intake_key text not null references listening_intake (key) on delete cascade,
  hour timestamptz not null,
  posts integer not null default 0,
  mentions integer not null default 0,
  calls integer not null default 0,
  primary key (intake_key, hour)
);

-- A post is one mention of a brand, whoever tells it and however often; this knows in which month it is kept.
create table mention_key (
  post_key text not null,
  brand_id text not null references brand (id) on delete cascade,
  mention_id text not null,
  at timestamptz not null,
  primary key (post_key, brand_id)
);
create index mention_key_of_brand on mention_key (brand_id);

create table mention (
  id text not null,
  brand_id text not null,
  at timestamptz not null,
  heard_at timestamptz not null,
  post_key text not null,
  source_id text,
  network text,
  site text not null,
  url text,
  kind text not null,
  title text,
  text text not null,
  author_key text,
  author jsonb not null,
  followers integer,
  country text,
  language text,
  -- -1 negative, 0 neutral, 1 positive, null unsure.
  sentiment smallint,
  confidence real not null,
  intent text,
  -- What a person corrected, so that no machine writes over it.
  corrected text[] not null default '{}',
  reach bigint,
  numbers jsonb not null default '{}',
  media jsonb not null default '[]',
  links text[] not null default '{}',
  tags text[] not null default '{}',
  -- The post that this one passes on, and the first mention that says the same.
  repost_of text,
  original_id text,
  -- 0 as first said, 1 edited, 2 deleted: then nothing of its words is left.
  edition smallint not null default 0,
  queries text[] not null,
  reasons jsonb not null,
  labels text[] not null default '{}',
  seen_at timestamptz,
  spam_at timestamptz,
  assignee_id text,
  conversation_id text,
  -- Its folded words, as queries read them.
  words tsvector not null,
  primary key (at, id)
) partition by range (at);
create index mention_of_brand on mention (brand_id, at desc, id desc);
create index mention_of_author on mention (brand_id, author_key, at desc);
create index mention_assigned on mention (brand_id, assignee_id, at desc) where assignee_id is not null;
create index mention_words on mention using gin (words);

-- Which query found it.
create table mention_hit (
  query_id text not null,
  at timestamptz not null,
  mention_id text not null,
  brand_id text not null,
  version integer not null,
  primary key (query_id, at, mention_id)
) partition by range (at);

create table mention_before_2010 partition of mention for values from (minvalue) to ('2010-01-01T00:00:00Z');
create table mention_hit_before_2010 partition of mention_hit for values from (minvalue) to ('2010-01-01T00:00:00Z');

-- What people of a workspace taught about feelings and intents.
create table feeling_lesson (
  workspace_id text primary key references workspace (id) on delete cascade,
  adapter jsonb not null,
  changed_at timestamptz not null
);
