-- Headers of a kept answer, such as the cookie of a session it opened; sealed like its body.
alter table kept_answer add column headers text;

-- An upload under an Idempotency-Key that runs now. Whoever runs it keeps moving held_until; in the past, nobody does any more.
create table key_in_hand (
  caller text not null,
  key text not null,
  holder text not null,
  held_until timestamptz not null,
  primary key (caller, key)
);
