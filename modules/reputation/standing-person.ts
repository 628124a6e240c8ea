import { type RawBuilder, sql } from 'kysely'

/**
 * Whom a person's id stands for now: whoever they became a part of, else themselves. What is kept of persons keeps the id it
 * was said of, so that two who are parted again have each what was theirs.
 */
export const standingPerson = (id: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(
  with recursive whole as (
    select p.id, p.merged_into from person p where p.id = ${id}
    union all
    select p.id, p.merged_into from whole join person p on p.id = whole.merged_into)
  select whole.id from whole where whole.merged_into is null)`
