-- Several things are done in one moment: their order is kept.
alter table case_line add column n bigint generated always as identity;
alter table crisis_line add column n bigint generated always as identity;
