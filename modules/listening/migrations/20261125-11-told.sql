-- What others told, until it is judged: an inlet, a file, a person who captured it.
create table listening_told (
  id text primary key,
  intake_key text not null references listening_intake (key) on delete cascade,
  heard jsonb not null,
  at timestamptz not null
);

-- How many mentions a source gave on one day of its brand, and how many more it would have.
alter table listening_source
  add spent_on date,
  add spent integer not null default 0,
  add left_out integer not null default 0;
