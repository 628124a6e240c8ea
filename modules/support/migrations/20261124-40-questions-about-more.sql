-- An expert is asked about a conversation, or about what another room gathered: then the answer is read under that address.
alter table forward alter column conversation_id drop not null;
alter table forward add column href text;
alter table forward add constraint forward_about_one check ((conversation_id is null) = (href is not null));
create unique index forward_waits_once_there on forward (href, expert_id) where state = 'waiting' and href is not null;
