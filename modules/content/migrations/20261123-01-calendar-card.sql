-- Neither is told to be immutable, since they take any type; of text they are.
create function joined_by_space(text[]) returns text language sql immutable parallel safe
  as $$ select array_to_string($1, ' ') $$;
create function json_text(text) returns text language sql immutable parallel safe
  as $$ select to_json($1)::text $$;

-- What a calendar shows of a post, written when the post is: composing it of ten thousand while reading costs more than all
-- else. Before the separator of units: brand, zone and accounts, which many share. After it: fields of a JSON object.
alter table post add column calendar_card text generated always as (
  brand_id || ' ' || plan_zone || ' ' || joined_by_space(account_ids) || E'\x1f'
  || '"title":' || json_text(left(case when title = '' then excerpt else title end, 80))
  || ',"stage":' || json_text(stage)
  || coalesce(',"rubricId":' || json_text(rubric_id), '')
  || coalesce(',"thumbnailMediaId":' || json_text(thumbnail_media_id), '')
  || coalesce(',"parts":' || nullif(jsonb_array_length(body->'parts'), 1)::text, '')
  || case when recurring_id is null then '' else ',"recurring":true' end
) stored;

create index post_calendar on post (brand_id, plan_at, id) where deleted_at is null and plan_at is not null;
drop index post_planned;
