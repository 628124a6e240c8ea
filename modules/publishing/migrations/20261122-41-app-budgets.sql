-- What is left of the rate budgets that many accounts share because they are reached by the same app, such as one bot.
create table app_budget (
  app text primary key,
  budgets jsonb not null default '{}'
) with (fillfactor = 50);
