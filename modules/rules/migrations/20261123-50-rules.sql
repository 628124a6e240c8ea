-- What is done by itself with what people say. Deleted ones stay for the hits that name them.
create table rule (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  place integer not null,
  name text not null,
  is_on boolean not null,
  stops boolean not null,
  match jsonb not null,
  actions jsonb not null,
  version integer not null,
  changed_at timestamptz not null,
  changed_by text,
  deleted_at timestamptz
);
create index rule_of_brand on rule (brand_id, place, id) where deleted_at is null;

create table rule_version (
  rule_id text not null references rule (id) on delete cascade,
  version integer not null,
  name text not null,
  match jsonb not null,
  actions jsonb not null,
  at timestamptz not null,
  by text,
  primary key (rule_id, version)
);

-- One rule acts once on one thing said, however often it is heard.
create table rule_hit (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  rule_id text not null references rule (id) on delete cascade,
  version integer not null,
  interaction_id text not null references interaction (id) on delete cascade,
  conversation_id text not null,
  at timestamptz not null,
  places jsonb not null,
  -- What stood there before, so that what was done can be undone.
  before jsonb not null,
  actions jsonb not null,
  undone_at timestamptz,
  undone_by text,
  unique (rule_id, interaction_id)
);
create index rule_hit_of_brand on rule_hit (brand_id, at desc, id desc);
create index rule_hit_of_rule on rule_hit (rule_id, at desc, id desc);
create index rule_hit_of_interaction on rule_hit (interaction_id);

create table dry_run (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  match jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  most integer not null,
  total integer not null default 0,
  judged integer not null default 0,
  hit integer not null default 0,
  hit_samples jsonb not null default '[]',
  kept_samples jsonb not null default '[]',
  oldest_at timestamptz,
  made_at timestamptz not null,
  made_by text
);
create index dry_run_made on dry_run (made_at);

create table stop_words (
  brand_id text not null references brand (id) on delete cascade,
  language text not null,
  categories text[] not null,
  added text[] not null,
  removed text[] not null,
  primary key (brand_id, language)
);

-- What a brand's people called spam and what not, by feature; the feature '' counts the lessons.
create table spam_feature (
  brand_id text not null references brand (id) on delete cascade,
  feature text not null,
  spam integer not null default 0,
  honest integer not null default 0,
  primary key (brand_id, feature)
);
create table spam_lesson (
  interaction_id text primary key references interaction (id) on delete cascade,
  brand_id text not null references brand (id) on delete cascade,
  is_spam boolean not null,
  features text[] not null,
  at timestamptz not null,
  by text
);
