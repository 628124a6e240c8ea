-- array_to_string is not told to be immutable, since it is for any type; of text it is.
create function joined_by_space(text[]) returns text language sql immutable parallel safe
  as $$ select array_to_string($1, ' ') $$;

-- What a calendar shows of a post, composed when it is written: composing it of ten thousand while reading costs more than
-- all else. In order, between the separators of unit: brand, zone and accounts; rubric; stage; thumbnail; parts of a
-- thread; whether a repetition made it; title.
alter table post add column calendar_card text generated always as (
  brand_id || ' ' || plan_zone || ' ' || joined_by_space(account_ids)
  || E'\x1f' || coalesce(rubric_id, '') || E'\x1f' || stage || E'\x1f' || coalesce(thumbnail_media_id, '')
  || E'\x1f' || coalesce(nullif(jsonb_array_length(body->'parts'), 1)::text, '')
  || E'\x1f' || case when recurring_id is null then '' else 'recurring' end
  || E'\x1f' || left(case when title = '' then excerpt else title end, 80)
) stored;

create index post_calendar on post (brand_id, plan_at, id) where deleted_at is null and plan_at is not null;
drop index post_planned;
