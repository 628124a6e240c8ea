-- Who leaves a network takes along what they said, whichever brands heard it.
create index mention_by_author on mention (author_key) where author_key is not null;
