-- All that figures are counted from, so that a quarter is counted without opening its mentions. An entry of an index has to fit
-- into a third of a page: mentions that very many queries found stand in one of their own and are opened.
create index mention_figures on mention (brand_id, at)
  include (sentiment, intent, network, site, language, country, author_key, reach, original_id, repost_of, queries)
  where spam_at is null and edition < 2 and cardinality(queries) <= 20;
create index mention_found_by_many on mention (brand_id, at) where cardinality(queries) > 20;

-- The figures of a period under a name, to be held against those of another.
create table listening_baseline (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  name text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  -- Of which topics; none: of all that was heard.
  topics text[] not null default '{}',
  figures jsonb not null,
  made_at timestamptz not null,
  made_by text
);
create index listening_baseline_of_brand on listening_baseline (brand_id, made_at desc, id desc);
