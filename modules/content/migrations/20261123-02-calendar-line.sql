-- Of a moment in UTC there is one way to write it, whatever the session's settings are.
create function iso_moment(timestamptz) returns text language sql immutable parallel safe
  as $$ select to_char($1 at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- The whole of what a calendar shows is written with the post, its own id and moment as well. Before the separator of units:
-- brand, zone and accounts, which many share. After it: a JSON object as far as it is known here, still open at its end.
alter table post drop column calendar_card;
alter table post add column calendar_card text generated always as (
  brand_id || ' ' || plan_zone || ' ' || joined_by_space(account_ids) || E'\x1f'
  || '{"postId":' || json_text(id) || coalesce(',"at":' || json_text(iso_moment(plan_at)), '')
  || ',"title":' || json_text(left(case when title = '' then excerpt else title end, 80))
  || ',"stage":' || json_text(stage)
  || coalesce(',"rubricId":' || json_text(rubric_id), '')
  || coalesce(',"thumbnailMediaId":' || json_text(thumbnail_media_id), '')
  || coalesce(',"parts":' || nullif(jsonb_array_length(body->'parts'), 1)::text, '')
  || case when recurring_id is null then '' else ',"recurring":true' end
) stored;
