-- A question of a case goes to an expert by mail; what they answer comes back by it.
alter table case_expert add column forward_id text references forward (id) on delete set null;
create unique index case_expert_asked_by on case_expert (forward_id) where forward_id is not null;
