-- A mention is asked for by its id alone.
create index mention_key_of_mention on mention_key (mention_id);

create index mention_unseen on mention (brand_id, at desc, id desc) where seen_at is null and spam_at is null;
create index mention_spam on mention (brand_id, at desc, id desc) where spam_at is not null;
create index mention_original on mention (brand_id, original_id) where original_id is not null;
create index mention_repost on mention (brand_id, repost_of) where repost_of is not null;

-- What was done to mentions at one stroke, with what they were before, so that it can be undone.
create table mention_change (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  by text not null,
  at timestamptz not null,
  change jsonb not null,
  -- Of each mention, by its id, what it was before and what it was made.
  written jsonb not null,
  -- What it taught: weights as they were.
  taught jsonb,
  muted_ids text[] not null default '{}',
  undone_at timestamptz
);
create index mention_change_of_brand on mention_change (brand_id, at);

-- What they say is spam at once.
create table muted_author (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  author_key text not null,
  name text not null,
  at timestamptz not null,
  by text,
  unique (brand_id, author_key)
);
