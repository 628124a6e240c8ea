-- Posts of a brand that are planned can be held back, all at once, until somebody decides on each.
create table publishing_hold (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  reason text not null,
  by text not null,
  by_name text not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);
create unique index publishing_hold_standing on publishing_hold (brand_id) where ended_at is null;

-- Which ones exactly, as they were planned then, and what was decided.
create table held_publication (
  hold_id text not null references publishing_hold (id) on delete cascade,
  publication_id text not null references publication (id) on delete cascade,
  wall text not null,
  zone text not null,
  due_at timestamptz not null,
  held_at timestamptz not null,
  decision text check (decision in ('gone-on', 'moved', 'cancelled')),
  decided_by text,
  decided_at timestamptz,
  primary key (hold_id, publication_id)
);

-- Who is held wakes nobody: `wake_at` is null meanwhile.
alter table publication
  add column held_by text references publishing_hold (id),
  add constraint publication_held_is_planned check (held_by is null or (state = 'planned' and wake_at is null and post_id is not null));
create index publication_held on publication (held_by) where held_by is not null;
