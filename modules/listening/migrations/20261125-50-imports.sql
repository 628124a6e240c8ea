-- A file of mentions from elsewhere: read, shown, then taken.
create table listening_import (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  -- Null once all of it was taken or it was given up.
  file_key text,
  file_name text not null,
  format text not null check (format in ('csv', 'jsonl')),
  encoding text not null,
  delimiter text not null,
  headers text[] not null,
  -- What each column means, in the order of the headers; '' for what is passed over.
  columns text[] not null,
  date_order text not null check (date_order in ('ymd', 'dmy', 'mdy')),
  state text not null check (state in ('ready', 'taking', 'done', 'cancelled', 'failed')),
  rows integer not null,
  bad integer not null,
  -- Of the first bad rows what is wrong in them.
  problems jsonb not null,
  -- Rows gone through so far.
  taken integer not null default 0,
  made_at timestamptz not null,
  made_by text
);
create index listening_import_of_brand on listening_import (brand_id, id desc);
