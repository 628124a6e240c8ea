-- Words that are noted often are looked for from the newest note on.
create index conversation_note_newest on conversation_note (brand_id, at, id);
