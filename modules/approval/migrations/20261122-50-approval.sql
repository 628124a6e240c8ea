-- What was said and decided about a post, in order. A decision is about one version.
create table approval_line (
  id text primary key,
  post_id text not null references post (id) on delete cascade,
  at timestamptz not null,
  -- A person of the desk, or a client who came by a link and gave a name.
  user_id text,
  link_id text,
  name text not null,
  kind text not null check (kind in ('submitted', 'approved', 'sent-back', 'comment', 'changed-after')),
  text text not null default '',
  version integer not null
);
create index approval_line_of_post on approval_line (post_id, id);

create table approval_link (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  token_hash text not null unique,
  name text not null,
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz
);
create index approval_link_of_brand on approval_link (brand_id, id desc);

create table approval_link_post (
  link_id text not null references approval_link (id) on delete cascade,
  post_id text not null references post (id) on delete cascade,
  place integer not null,
  primary key (link_id, post_id)
);
create index approval_link_of_post on approval_link_post (post_id);
