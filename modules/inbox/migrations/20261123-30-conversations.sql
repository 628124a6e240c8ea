-- What somebody says in one place under one name of the network is one, whether it was heard as a comment or as a mention.
create function interaction_space(kind text) returns text language sql immutable
  return case when kind in ('comment', 'reply', 'mention') then 'said' else kind end;
delete from interaction as one using interaction as other
 where one.account_id = other.account_id and one.remote_id = other.remote_id
   and interaction_space(one.kind) = 'said' and interaction_space(other.kind) = 'said'
   and array_position(array['comment', 'reply', 'mention'], one.kind) > array_position(array['comment', 'reply', 'mention'], other.kind);

alter table interaction
  add column space text not null generated always as (
    case when kind in ('comment', 'reply', 'mention') then 'said' else kind end) stored,
  -- What it answers or reacts to; a message belongs to its thread instead.
  add column parent text generated always as (case
    when kind in ('message', 'review') then null
    when kind in ('reaction', 'reshare', 'follow') then coalesce(reply_to, under ->> 'id')
    else reply_to end) stored,
  add column words text not null generated always as (
    lower(text || ' ' || coalesce(author ->> 'name', '') || ' ' || coalesce(author ->> 'handle', ''))) stored,
  add column conversation_id text,
  add column placed boolean not null default false,
  add column identity_id text,
  add column hidden boolean not null default false,
  add column liked boolean not null default false,
  -- The account's own words, made by a rule: they never count as an answer.
  add column automated boolean not null default false,
  add column reply_id text,
  drop constraint interaction_account_id_kind_remote_id_key,
  add unique (account_id, space, remote_id);
drop function interaction_space;
create index interaction_of_parent on interaction (account_id, parent) where parent is not null;
create index interaction_of_conversation on interaction (conversation_id, at, id) where conversation_id is not null;
create index interaction_of_identity on interaction (identity_id, at, id) where identity_id is not null;
create index interaction_unplaced on interaction (account_id, id) where not placed;
create index interaction_words on interaction using gin (words gin_trgm_ops);

create table conversation (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  network text not null,
  kind text not null check (kind in ('message', 'comment', 'mention', 'review')),
  -- `dm:…`, `review:…` or `thread:…`; of one that was joined with another `moved:…`.
  key text not null,
  moved_to text,
  -- Who began it. Whose person that is, the people's room knows.
  identity_id text,
  author jsonb,
  subject jsonb not null default '{}',
  opened_at timestamptz not null,
  last_at timestamptz not null,
  last_in_at timestamptz,
  last_out_at timestamptz,
  waiting_since timestamptz,
  -- The first answer by a person.
  answered_at timestamptz,
  count_in integer not null default 0,
  count_out integer not null default 0,
  excerpt text not null default '',
  excerpt_own boolean not null default false,
  rating real,
  language text,
  state text not null default 'open' check (state in ('open', 'snoozed', 'done', 'spam')),
  snoozed_until timestamptz,
  done_at timestamptz,
  done_by text,
  assignee_id text,
  unread boolean not null default false,
  labels text[] not null default '{}',
  priority smallint not null default 0,
  answer_due_at timestamptz,
  next_due_at timestamptz,
  resolve_due_at timestamptz,
  due_at timestamptz generated always as (least(answer_due_at, next_due_at)) stored,
  tone text check (tone in ('negative', 'neutral', 'positive')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (account_id, key)
);
-- Whatever the filter, a page is found in this index alone: to look through all of a brand's takes no more than some 30 ms.
create index conversation_listed on conversation (brand_id, last_at desc, id desc)
  include (state, unread, assignee_id, waiting_since, account_id, network, kind, labels, identity_id, tone, language, due_at)
  where moved_to is null;
create index conversation_labelled on conversation (brand_id, last_at desc, id desc)
  include (state, unread, assignee_id, waiting_since, account_id, network, kind, labels, identity_id, tone, language, due_at)
  where moved_to is null and labels <> '{}';
create index conversation_unread on conversation (brand_id, last_at desc, id desc) where moved_to is null and unread and state <> 'spam';
create index conversation_unassigned on conversation (brand_id, last_at desc, id desc) where moved_to is null and state = 'open' and assignee_id is null;
create index conversation_waiting on conversation (brand_id, last_at desc, id desc) where moved_to is null and state = 'open' and waiting_since is not null;
create index conversation_spam on conversation (brand_id, last_at desc, id desc) where moved_to is null and state = 'spam';
create index conversation_snoozed on conversation (brand_id, last_at desc, id desc) where moved_to is null and state = 'snoozed';
create index conversation_wakes on conversation (snoozed_until) where state = 'snoozed';
create index conversation_assigned on conversation (brand_id, assignee_id, last_at desc, id desc) where moved_to is null and assignee_id is not null;
create index conversation_of_account on conversation (account_id);
create index conversation_of_identity on conversation (identity_id, last_at desc, id desc) where identity_id is not null and moved_to is null;
create index conversation_due on conversation (brand_id, coalesce(due_at, 'infinity'::timestamptz), id)
  include (state, unread, assignee_id, waiting_since, account_id, network, kind, labels, identity_id, tone, language, due_at, last_at)
  where moved_to is null;

create table conversation_line (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  conversation_id text not null references conversation (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  by text,
  -- The rule that did it, by its name.
  by_rule text,
  payload jsonb not null default '{}'
);
create index conversation_line_of on conversation_line (conversation_id, at, id);

create table conversation_note (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  conversation_id text not null references conversation (id) on delete cascade,
  by text not null,
  at timestamptz not null,
  text text not null,
  mentions text[] not null default '{}'
);
create index conversation_note_of on conversation_note (conversation_id, at, id);

create table reply (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  conversation_id text not null references conversation (id) on delete cascade,
  interaction_id text not null,
  way text not null check (way in ('public', 'private', 'template')),
  text text not null,
  media_ids text[] not null default '{}',
  template jsonb,
  state text not null check (state in ('waiting-approval', 'sent-back', 'going', 'sent', 'cancelled')),
  publication_id text,
  by text not null,
  approved_by text,
  sent_back jsonb,
  automated boolean not null default false,
  rule_id text,
  rule text,
  despite text[] not null default '{}',
  -- One press of the button is one reply, however often its request comes.
  key text,
  made_at timestamptz not null
);
create unique index reply_of_press on reply (by, key) where key is not null;
create index reply_of_conversation on reply (conversation_id, made_at, id);
create unique index reply_of_publication on reply (publication_id) where publication_id is not null;
create index reply_waiting on reply (brand_id, made_at, id) where state = 'waiting-approval';

create table interaction_act (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  interaction_id text not null references interaction (id) on delete cascade,
  kind text not null,
  state text not null check (state in ('waiting', 'done', 'failed', 'undone')),
  by text,
  by_rule text,
  reason text,
  at timestamptz not null,
  done_at timestamptz,
  -- What stood there before.
  kept jsonb not null default '{}',
  failure jsonb,
  tries integer not null default 0,
  undoes text,
  undone_by text
);
create index interaction_act_of on interaction_act (interaction_id, at, id);
-- The same act is asked for once while it is under way.
create unique index interaction_act_under_way on interaction_act (interaction_id, kind) where state = 'waiting';

create table reply_draft (
  user_id text not null,
  conversation_id text not null references conversation (id) on delete cascade,
  text text not null,
  media_ids text[] not null default '{}',
  saved_at timestamptz not null,
  primary key (user_id, conversation_id)
);

create table conversation_presence (
  conversation_id text not null references conversation (id) on delete cascade,
  user_id text not null,
  name text not null,
  typing boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (conversation_id, user_id)
);

create table inbox_view (
  id text primary key,
  workspace_id text not null references workspace (id) on delete cascade,
  user_id text not null,
  shared boolean not null default false,
  name text not null,
  filter jsonb not null default '{}',
  created_at timestamptz not null
);
create index inbox_view_of on inbox_view (workspace_id, user_id);

-- How far what was said before the account was connected has been fetched.
create table inbox_history (
  account_id text primary key references account (id) on delete cascade,
  state text not null check (state in ('waiting', 'reading', 'done', 'failed', 'impossible')),
  after_at timestamptz,
  after_id text,
  cursor text,
  posts integer not null default 0,
  posts_read integer not null default 0,
  interactions integer not null default 0,
  tries integer not null default 0,
  wake_at timestamptz not null,
  trouble text
);
create index inbox_history_due on inbox_history (wake_at) where state in ('waiting', 'reading');

create table inbox_settings (
  brand_id text primary key references brand (id) on delete cascade,
  undo_seconds integer not null default 10,
  approve_authors boolean not null default false
);
