create table workspace (
  id text primary key,
  name text not null,
  created_at timestamptz not null
);

create table desk_user (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  locale text not null,
  zone text not null,
  theme text not null default 'system',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table desk_session (
  id text primary key,
  user_id text not null references desk_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index desk_session_of_user on desk_session (user_id);

-- How a user proves who they are: a password today, other providers later.
create table desk_login (
  id text primary key,
  user_id text not null references desk_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index desk_login_of_user on desk_login (user_id);

create table desk_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index desk_verification_by_identifier on desk_verification (identifier);

create table member (
  workspace_id text not null references workspace (id) on delete cascade,
  user_id text not null references desk_user (id) on delete cascade,
  role text not null check (role in ('owner', 'member')),
  joined_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create unique index member_once on member (user_id);

-- A brand is first of all what roles are given for; its settings are added by the brand module.
create table brand (
  id text primary key,
  workspace_id text not null references workspace (id) on delete cascade,
  name text not null,
  color text not null,
  zone text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index brand_of_workspace on brand (workspace_id, id);

create table brand_role (
  user_id text not null references desk_user (id) on delete cascade,
  brand_id text not null references brand (id) on delete cascade,
  role text not null check (role in ('owner', 'manager', 'editor', 'author', 'viewer', 'client')),
  primary key (user_id, brand_id)
);
create index brand_role_of_brand on brand_role (brand_id);

create table invitation (
  id text primary key,
  workspace_id text not null references workspace (id) on delete cascade,
  token_hash text not null unique,
  email text,
  role text not null check (role in ('owner', 'member')),
  brand_roles jsonb not null,
  locale text not null,
  invited_by text references desk_user (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text references desk_user (id) on delete set null,
  revoked_at timestamptz
);
create index invitation_of_workspace on invitation (workspace_id, id);

create table api_key (
  id text primary key,
  user_id text not null references desk_user (id) on delete cascade,
  name text not null,
  start text not null,
  key_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);
create index api_key_of_user on api_key (user_id, id);

create table notice (
  id text primary key,
  user_id text not null references desk_user (id) on delete cascade,
  brand_id text references brand (id) on delete cascade,
  kind text not null,
  severity text not null check (severity in ('info', 'warning', 'urgent')),
  message_key text not null,
  message_values jsonb not null,
  href text,
  -- While an unseen notice about the same thing stands, no second one is made.
  about text,
  at timestamptz not null,
  seen_at timestamptz,
  mailed_at timestamptz
);
create index notice_of_user on notice (user_id, id desc);
create unique index notice_once on notice (user_id, about) where seen_at is null and about is not null;
create index notice_to_mail on notice (at) where severity = 'urgent' and mailed_at is null;

-- Who did what, when.
create table act (
  id text primary key,
  workspace_id text not null references workspace (id) on delete cascade,
  brand_id text references brand (id) on delete cascade,
  user_id text references desk_user (id) on delete set null,
  via text not null,
  name text not null,
  subject text,
  details jsonb not null,
  at timestamptz not null
);
create index act_of_workspace on act (workspace_id, id desc);

-- Calls counted in a window that begins with the first of them.
create table call_count (
  bucket text primary key,
  calls integer not null,
  ends_at timestamptz not null
);
create index call_count_ended on call_count (ends_at);

-- The answer to a write that carried an Idempotency-Key, kept for a day.
create table kept_answer (
  caller text not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  body text,
  made_at timestamptz not null,
  primary key (caller, key)
);
create index kept_answer_made on kept_answer (made_at);
