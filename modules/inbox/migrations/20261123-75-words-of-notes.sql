-- Notes are found by their words, as what people said is.
alter table conversation_note add column words text not null generated always as (lower(text)) stored;
create index conversation_note_words on conversation_note using gin (words gin_trgm_ops);
