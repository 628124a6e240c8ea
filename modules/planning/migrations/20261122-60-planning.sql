create table recurring (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  -- The post every occurrence is a copy of, as it stands when the occurrence is made.
  post_id text not null references post (id) on delete cascade,
  start_wall text not null,
  zone text not null,
  repeat jsonb not null,
  until_wall text,
  times integer,
  paused boolean not null default false,
  made_by text not null,
  workspace_id text not null,
  created_at timestamptz not null
);
create index recurring_of_brand on recurring (brand_id, id);

-- One post an occurrence, whatever happens: its wall time is the key.
create table recurring_occurrence (
  recurring_id text not null references recurring (id) on delete cascade,
  wall text not null,
  post_id text references post (id) on delete set null,
  skipped boolean not null default false,
  primary key (recurring_id, wall)
);

create table plan_import (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  file_name text not null,
  file_key text not null,
  format text not null check (format in ('csv', 'xlsx')),
  encoding text,
  state text not null check (state in ('read', 'applied', 'undone')),
  headers jsonb not null,
  columns jsonb not null,
  accounts jsonb not null,
  zone text not null,
  date_order text not null,
  made_by text not null,
  created_at timestamptz not null
);
create index plan_import_of_brand on plan_import (brand_id, id desc);

create table plan_import_row (
  import_id text not null references plan_import (id) on delete cascade,
  row integer not null,
  cells jsonb not null,
  -- What was understood: the post to be written, its plan, and what is wrong.
  understood jsonb not null,
  verdict text not null check (verdict in ('good', 'warned', 'bad')),
  post_id text references post (id) on delete set null,
  primary key (import_id, row)
);
create index plan_import_row_by_verdict on plan_import_row (import_id, verdict, row);
