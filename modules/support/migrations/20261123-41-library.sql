create table label (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  place smallint not null,
  name text not null,
  color text not null
);
create unique index label_name on label (brand_id, lower(name));

create table saved_reply (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  name text not null,
  shortcut text,
  -- By language.
  texts jsonb not null,
  labels text[] not null default '{}',
  used integer not null default 0,
  used_at timestamptz,
  changed_by text not null,
  changed_at timestamptz not null
);
create unique index saved_reply_shortcut on saved_reply (brand_id, lower(shortcut)) where shortcut is not null;
create unique index saved_reply_name on saved_reply (brand_id, lower(name));

create table macro (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  name text not null,
  acts jsonb not null,
  used integer not null default 0,
  changed_by text not null,
  changed_at timestamptz not null
);
create unique index macro_name on macro (brand_id, lower(name));

-- What a macro found and what it left, so that it can be undone.
create table macro_run (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  macro_id text references macro (id) on delete set null,
  conversation_id text not null references conversation (id) on delete cascade,
  by text not null,
  at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  reply_id text,
  undone_at timestamptz
);
create index macro_run_of on macro_run (conversation_id, at);

create table article (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  slug text not null,
  topic text not null default '',
  used integer not null default 0,
  created_at timestamptz not null,
  unique (brand_id, slug)
);
create table article_version (
  article_id text not null references article (id) on delete cascade,
  language text not null,
  title text not null,
  body text not null,
  published boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (article_id, language)
);

create table expert (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  name text not null,
  email text not null,
  topics text[] not null default '{}',
  language text not null,
  archived_at timestamptz
);
create unique index expert_email on expert (brand_id, lower(email)) where archived_at is null;

create table forward (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  conversation_id text not null references conversation (id) on delete cascade,
  expert_id text not null references expert (id),
  asked_by text not null,
  question text not null,
  -- What was said when it was forwarded: the expert sees this and nothing more.
  excerpt jsonb not null,
  -- Whose words these are, so that they can be forgotten.
  identity_ids text[] not null default '{}',
  token_hash text not null unique,
  -- The token itself, sealed, for reminders.
  token text not null,
  state text not null check (state in ('waiting', 'answered', 'closed')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  reminded_at timestamptz,
  reminders smallint not null default 0,
  remind_at timestamptz,
  answer text,
  answered_at timestamptz
);
create index forward_of_conversation on forward (conversation_id, made_at);
create unique index forward_waits_once on forward (conversation_id, expert_id) where state = 'waiting';
create index forward_to_remind on forward (remind_at) where state = 'waiting' and remind_at is not null;
