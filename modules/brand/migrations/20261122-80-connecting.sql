-- The desk's own app at a network, made by whoever runs the desk in the network's developer console. The practice network's
-- own keys are kept apart. Values are sealed; only which are set, and when, is ever told.
create table network_app (
  network text not null,
  practice boolean not null default false,
  keys text not null,
  set_at jsonb not null default '{}',
  primary key (network, practice)
);

alter table account
  -- By which of the network's ways it was connected.
  add column way text,
  -- One sign-in may have brought several accounts, whose access is then renewed together.
  add column sign_in text,
  -- The handle by which the practice network opens it again.
  add column practice_as text,
  -- When a publication or a check last went well.
  add column succeeded_at timestamptz;
create index account_of_sign_in on account (sign_in) where sign_in is not null;

-- Accounts that a sign-in brought, sealed until the person has chosen among them.
create table connect_choice (
  token_hash text primary key,
  brand_id text not null references brand (id) on delete cascade,
  user_id text not null references desk_user (id) on delete cascade,
  session text not null,
  network text not null,
  way text not null,
  offered text not null,
  expires_at timestamptz not null
);
create index connect_choice_ended on connect_choice (expires_at);
