-- What a brand wants its communities to say of it.
create table checklist_wish (
  brand_id text primary key references brand (id) on delete cascade,
  name text not null default '',
  core_query text not null default '',
  handle text not null default '',
  link text not null default '',
  hashtags text[] not null default '{}'
);

-- What the network told of a community when it was last asked.
create table checklist_look (
  account_id text primary key references account (id) on delete cascade,
  looked_at timestamptz not null,
  -- Null while it never answered.
  profile jsonb,
  trouble text
);

-- What a person saw with their own eyes.
create table checklist_seen (
  account_id text not null references account (id) on delete cascade,
  item text not null,
  is_good boolean not null,
  by_name text not null,
  at timestamptz not null,
  primary key (account_id, item)
);
