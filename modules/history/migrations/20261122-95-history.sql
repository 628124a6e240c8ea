-- What stood on an account before this desk published there, or on a network that is closed.
create table history_post (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  account_id text not null references account (id) on delete cascade,
  remote_id text not null,
  at timestamptz not null,
  url text,
  text text not null,
  language text,
  author text not null default '',
  media jsonb not null default '[]',
  -- As the archive told them; null where nobody told.
  numbers jsonb,
  comments jsonb not null default '[]',
  unique (account_id, remote_id)
);
create index history_post_of_brand on history_post (brand_id, at desc, id desc);
create index history_post_of_account on history_post (account_id, at desc, id desc);

-- How far the past of a connected account has been read.
create table history_reading (
  account_id text primary key references account (id) on delete cascade,
  cursor text,
  posts integer not null default 0,
  began_at timestamptz not null,
  -- Null while there is more to read.
  ended_at timestamptz,
  -- When it goes on; later after a trouble.
  wake_at timestamptz not null,
  trouble text
);
create index history_reading_waking on history_reading (wake_at) where ended_at is null;
