-- What videos and sound are made of, for the rules of networks. Null until measured.
alter table media add column codec text;
alter table media add column frame_rate real;
alter table media add column bit_rate bigint;
alter table media add column has_audio boolean;
create index media_unmeasured on media (id) where kind in ('video', 'audio') and bit_rate is null;

-- Files made to fit a network's rule, and those that networks fetch themselves: kept for a while, so that what took long is
-- made once. `id` tells of which file, with which crop, for which rule.
create table prepared_file (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  media_id text not null references media (id) on delete cascade,
  state text not null check (state in ('making', 'ready', 'failed')),
  -- How far it is, 0 to 1.
  share real not null default 0,
  -- Null: the original is right as it is.
  file_key text,
  -- What is different of it from the original.
  facts jsonb,
  -- Why it cannot be: a code of the catalogues with its values.
  problem jsonb,
  changed_at timestamptz not null,
  kept_until timestamptz not null
);
create index prepared_file_of on prepared_file (media_id);
create index prepared_file_ends on prepared_file (kept_until);

-- One row: did the desk find itself at its public address, from outside?
create table desk_reach (
  address text primary key,
  reached boolean not null,
  problem jsonb,
  checked_at timestamptz not null
);
