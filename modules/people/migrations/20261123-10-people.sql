-- What a search compares: without case, marks above letters, and signs nobody sees.
create function folded(words text) returns text language sql immutable parallel safe return
  lower(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]', '', 'g'));
create function squeezed(words text) returns text language sql immutable parallel safe return
  regexp_replace(folded(words), '[\s._@''"-]', '', 'g');

-- Every three letters that follow each other, of any script: those of pg_trgm know, where the database's ctype is C, only ASCII.
-- What holds a word of three letters or more holds all of its grams, so `grams(x) @> grams(word)` finds by an index where to look.
create function grams(words text) returns text[] language sql immutable parallel safe return (
  select coalesce(array_agg(distinct gram), '{}') from (
    select letter || lead(letter) over follows || lead(letter, 2) over follows as gram
      from string_to_table(words, null) with ordinality as each (letter, place)
    window follows as (order by place)) as all_grams
   where gram is not null);

-- Somebody who speaks to a brand, however many networks they do it on.
create table person (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  -- As people of the desk call them; empty: as they call themselves.
  name text not null default '',
  language text,
  tags text[] not null default '{}',
  consent jsonb,
  first_at timestamptz not null,
  last_at timestamptz not null,
  created_at timestamptz not null,
  -- The person they turned out to be.
  merged_into text references person (id) on delete set null,
  -- Since when nothing is kept of them but this.
  erased_at timestamptz
);
create index person_by_last on person (brand_id, last_at desc, id desc) where merged_into is null and erased_at is null;
create index person_by_first on person (brand_id, first_at desc, id desc) where merged_into is null and erased_at is null;
create index person_tagged on person (brand_id, last_at desc, id desc)
  where merged_into is null and erased_at is null and tags <> '{}';
create index person_named on person (brand_id) where name <> '';

-- A person as one network knows them. Ids of one network on two servers are different people until told otherwise.
create table identity (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  network text not null,
  server text not null,
  remote_id text not null,
  -- Checked at the end: a person is made after what they are met by.
  person_id text not null references person (id) on delete cascade deferrable initially deferred,
  -- Each thing they told of themselves with its moment, [moment, value]: of two the greater stands, whatever the order they came in.
  told jsonb not null,
  name text not null generated always as (coalesce(told -> 'name' ->> 1, '')) stored,
  handle text not null generated always as (coalesce(told -> 'handle' ->> 1, '')) stored,
  avatar_url text generated always as (told -> 'avatarUrl' ->> 1) stored,
  url text generated always as (told -> 'url' ->> 1) stored,
  followers integer generated always as ((told -> 'followers' ->> 1)::integer) stored,
  bot boolean not null generated always as (coalesce((told -> 'bot' ->> 1)::boolean, false)) stored,
  search text not null generated always as (folded(coalesce(told -> 'name' ->> 1, '') || ' ' || coalesce(told -> 'handle' ->> 1, ''))) stored,
  -- By these two identities may be the same person: the short name, the whole name without gaps, the address of their page.
  short_key text generated always as (substring(
    regexp_replace(squeezed(regexp_replace(
      split_part(ltrim(told -> 'handle' ->> 1, '@'), '@', 1), '^([^.]{3,})\.[^.]+\.[^.]+$', '\1')), '^[0-9]+$', '')
    from '^.{4,}$')) stored,
  name_key text generated always as (substring(squeezed(told -> 'name' ->> 1) from '^.{6,}$')) stored,
  link_key text generated always as (nullif(regexp_replace(lower(told -> 'url' ->> 1), '^https?://(www\.)?|/+$', '', 'g'), '')) stored,
  first_at timestamptz not null,
  last_at timestamptz not null,
  subscribed_at timestamptz,
  created_at timestamptz not null,
  unique (brand_id, network, server, remote_id)
);
create index identity_of_person on identity (person_id);
create index identity_by_words on identity using gin (grams(search));
create index identity_by_short on identity (brand_id, short_key, person_id) include (network, server) where short_key is not null;
create index identity_by_name on identity (brand_id, name_key, person_id) include (network, server) where name_key is not null;
create index identity_by_link on identity (brand_id, link_key, person_id) where link_key is not null;

-- The days on which they were heard of: how long people stay away is measured by them.
create table identity_day (
  identity_id text not null references identity (id) on delete cascade,
  day date not null,
  primary key (identity_id, day)
);

-- Who asked to be forgotten is known again only by what they say later. The name they had cannot be read from this.
create table forgotten (
  brand_id text not null references brand (id) on delete cascade,
  digest text not null,
  at timestamptz not null,
  primary key (brand_id, digest)
);

create table person_note (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  by text references desk_user (id) on delete set null,
  text text not null,
  at timestamptz not null
);
create index person_note_of_person on person_note (person_id, id desc);

-- Two persons became one: what moved, and what the one who stays gained, so that it can be undone.
create table person_merge (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kept_id text not null references person (id) on delete cascade,
  merged_id text not null references person (id) on delete cascade,
  identity_ids text[] not null,
  note_ids text[] not null,
  gained jsonb not null,
  -- What spoke for it: the likenesses found then.
  reasons jsonb not null,
  by text references desk_user (id) on delete set null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text references desk_user (id) on delete set null
);
create index person_merge_of_kept on person_merge (kept_id, id desc);
create index person_merge_of_merged on person_merge (merged_id, id desc);

-- Two who were suggested as one and are not; a_id sorts before b_id.
create table person_unlike (
  brand_id text not null references brand (id) on delete cascade,
  a_id text not null references person (id) on delete cascade,
  b_id text not null references person (id) on delete cascade,
  by text references desk_user (id) on delete set null,
  at timestamptz not null,
  primary key (a_id, b_id)
);

-- How long after their last contact a person stays warm, and how long after that they cool; topic '' for all others.
create table temperature_window (
  brand_id text not null references brand (id) on delete cascade,
  topic text not null,
  warm_seconds integer not null,
  cooling_seconds integer not null,
  primary key (brand_id, topic)
);

-- What somebody bought, with how warm they were then.
create table person_sale (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  person_id text references person (id) on delete set null,
  temperature text not null check (temperature in ('warm', 'cooling', 'cold')),
  at timestamptz not null
);
create index person_sale_of_brand on person_sale (brand_id, at);
