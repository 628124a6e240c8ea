create extension if not exists pg_trgm;

create table media (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kind text not null check (kind in ('image', 'gif', 'video', 'audio', 'document')),
  file_name text not null,
  mime text not null,
  bytes bigint not null,
  width integer,
  height integer,
  duration_ms integer,
  sha256 text not null,
  file_key text not null,
  thumbnail_key text,
  alt text not null default '',
  tags text[] not null default '{}',
  rights text not null default '',
  created_by text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index media_newest on media (brand_id, id desc) where deleted_at is null;
create index media_same_content on media (brand_id, sha256) where deleted_at is null;
create index media_words on media using gin ((lower(file_name || ' ' || alt)) gin_trgm_ops);

create table post (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  title text not null default '',
  rubric_id text references rubric (id) on delete set null,
  language text,
  labels text[] not null default '{}',
  body jsonb not null,
  variants jsonb not null default '[]',
  account_ids text[] not null default '{}',
  plan_wall text,
  plan_zone text,
  plan_at timestamptz,
  expiry jsonb,
  stage text not null default 'draft' check (stage in ('draft', 'in-review', 'sent-back', 'approved')),
  version integer not null default 1,
  excerpt text not null default '',
  words text not null default '',
  thumbnail_media_id text,
  recurring_id text,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  check ((plan_wall is null) = (plan_at is null) and (plan_wall is null) = (plan_zone is null))
);
create index post_newest on post (brand_id, changed_at desc, id desc) where deleted_at is null;
create index post_planned on post (brand_id, plan_at) where deleted_at is null and plan_at is not null;
create index post_words on post using gin (words gin_trgm_ops) where deleted_at is null;

-- What each version held: the ground of merging what two people wrote at once, and of going back.
create table post_revision (
  post_id text not null references post (id) on delete cascade,
  version integer not null,
  at timestamptz not null,
  by text not null,
  fields text[] not null,
  written jsonb not null,
  primary key (post_id, version)
);

create table post_media (
  post_id text not null references post (id) on delete cascade,
  media_id text not null references media (id),
  primary key (post_id, media_id)
);
create index post_media_of on post_media (media_id);

-- Who is in a post right now; lost with a crash, and that is right.
create unlogged table post_presence (
  post_id text not null,
  user_id text not null,
  name text not null,
  field text,
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (post_id, user_id)
);
