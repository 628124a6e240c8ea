-- One problem of a brand's name: what was said of it, what the brand says, where it was said, and how it ended.
create table reputation_case (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  title text not null,
  problem text not null default '',
  severity smallint not null check (severity between 1 and 4),
  owner_id text,
  deadline timestamptz,
  status text not null check (status in ('open', 'working', 'statement-out', 'solved', 'lost')),
  outcome text not null default '',
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz
);
create index reputation_case_of_brand on reputation_case (brand_id, made_at desc, id desc);

create table case_conversation (
  case_id text not null references reputation_case (id) on delete cascade,
  conversation_id text not null references conversation (id) on delete cascade,
  brand_id text not null,
  added_by text not null,
  added_at timestamptz not null,
  primary key (case_id, conversation_id)
);
create index case_conversation_in on case_conversation (conversation_id);

-- An address and what stood there, as somebody saw it. It is kept, never fetched.
create table case_page (
  id text primary key,
  case_id text not null references reputation_case (id) on delete cascade,
  brand_id text not null,
  url text not null,
  quote text not null,
  author text not null,
  tone text not null check (tone in ('negative', 'neutral', 'positive')),
  seen_at timestamptz not null,
  media_id text,
  added_by text not null,
  added_at timestamptz not null
);
create index case_page_of on case_page (case_id);

-- What is approved is never written over: an edit is the next version.
create table case_statement (
  id text primary key,
  case_id text not null references reputation_case (id) on delete cascade,
  brand_id text not null,
  version integer not null,
  language text not null,
  text text not null,
  by text not null,
  at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  unique (case_id, version)
);

create table case_placement (
  id text primary key,
  case_id text not null references reputation_case (id) on delete cascade,
  brand_id text not null,
  statement_id text references case_statement (id) on delete set null,
  kind text not null check (kind in ('reply', 'post', 'page')),
  conversation_id text references conversation (id) on delete set null,
  post_id text references post (id) on delete set null,
  url text,
  disclosure text not null check (disclosure in ('own', 'employee', 'partner', 'paid', 'sample')),
  note text not null,
  by text not null,
  at timestamptz not null
);
create index case_placement_of on case_placement (case_id);

create table case_expert (
  id text primary key,
  case_id text not null references reputation_case (id) on delete cascade,
  brand_id text not null,
  name text not null,
  question text not null,
  answer text,
  asked_by text not null,
  asked_at timestamptz not null,
  answered_at timestamptz
);
create index case_expert_of on case_expert (case_id);

-- Marked by hand, with the reason; those that came back by themselves are seen in what they say.
create table case_won_back (
  case_id text not null references reputation_case (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  brand_id text not null,
  reason text not null,
  by text not null,
  at timestamptz not null,
  primary key (case_id, person_id)
);

create table case_line (
  id text primary key,
  case_id text not null references reputation_case (id) on delete cascade,
  brand_id text not null,
  at timestamptz not null,
  kind text not null,
  by text,
  payload jsonb not null default '{}'
);
create index case_line_of on case_line (case_id, at, id);
create index case_line_of_brand on case_line (brand_id, at);

create table crisis (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  case_id text references reputation_case (id) on delete set null,
  reason text not null,
  begun_by text not null,
  begun_at timestamptz not null,
  hold_id text references publishing_hold (id) on delete set null,
  ended_by text,
  ended_at timestamptz,
  ending text
);
create unique index crisis_standing on crisis (brand_id) where ended_at is null;
create index crisis_of_brand on crisis (brand_id, begun_at desc);

-- Who is told of a crisis, one after the other, and how long each is waited for.
create table crisis_chain (
  brand_id text not null references brand (id) on delete cascade,
  place integer not null,
  user_id text not null references desk_user (id) on delete cascade,
  wait_minutes integer not null check (wait_minutes between 1 and 1440),
  primary key (brand_id, place)
);
create table crisis_told (
  crisis_id text not null references crisis (id) on delete cascade,
  place integer not null,
  user_id text not null,
  wait_minutes integer not null,
  tell_at timestamptz,
  told_at timestamptz,
  acknowledged_at timestamptz,
  primary key (crisis_id, place)
);
create index crisis_told_due on crisis_told (tell_at) where told_at is null and tell_at is not null;
create table crisis_line (
  id text primary key,
  crisis_id text not null references crisis (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  by text,
  payload jsonb not null default '{}'
);
create index crisis_line_of on crisis_line (crisis_id, at, id);

-- Words that are ready and true: statements, experts' answers, facts with their sources.
create table bank_item (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  kind text not null check (kind in ('statement', 'expert-answer', 'fact')),
  title text not null,
  texts jsonb not null,
  source text not null,
  source_url text,
  case_id text references reputation_case (id) on delete set null,
  used integer not null default 0,
  used_at timestamptz,
  changed_by text not null,
  changed_at timestamptz not null
);
create index bank_item_of_brand on bank_item (brand_id, used desc);
create table bank_use (
  id text primary key,
  item_id text not null references bank_item (id) on delete cascade,
  conversation_id text references conversation (id) on delete set null,
  by text not null,
  at timestamptz not null
);
create index bank_use_of on bank_use (item_id);

create table advocate_invitation (
  id text primary key,
  brand_id text not null references brand (id) on delete cascade,
  person_id text not null references person (id) on delete cascade,
  state text not null check (state in ('to-ask', 'asked', 'agreed', 'declined', 'dropped')),
  note text not null,
  due_on date,
  by text not null,
  at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create unique index advocate_invitation_under_way on advocate_invitation (person_id) where state in ('to-ask', 'asked');
create index advocate_invitation_of_brand on advocate_invitation (brand_id, at desc);
create table advocate_line (
  id text primary key,
  invitation_id text not null references advocate_invitation (id) on delete cascade,
  at timestamptz not null,
  by text not null,
  state text not null,
  note text not null
);
create index advocate_line_of on advocate_line (invitation_id, at);
