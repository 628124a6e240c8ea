-- An answer to somebody goes out by the same engine as a post does: a publication is of one or of the other.
alter table publication
  alter column post_id drop not null,
  -- To whom and to what, in which way and with which words: fixed from the beginning.
  add column answer jsonb,
  add constraint publication_of_post_or_answer check ((post_id is null) = (answer is not null));

-- Answers are many and are listed nowhere among the posts.
drop index publication_of_brand;
create index publication_of_brand on publication (brand_id, due_at desc, id desc) where post_id is not null;
drop index publication_of_post;
create index publication_of_post on publication (post_id) where post_id is not null;
drop index publication_standing;
create unique index publication_standing on publication (post_id, account_id) where stands and post_id is not null;
-- An answer that is due is found behind any backlog of posts.
create index publication_answer_waking on publication (account_id, wake_at, id) where wake_at is not null and post_id is null;
