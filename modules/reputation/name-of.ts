import { type RawBuilder, sql } from 'kysely'

/** What somebody is called: as the brand named them, else as they name themselves where they spoke last. */
export const nameOf = (person: string): RawBuilder<string> => sql<string>`
  coalesce(nullif(${sql.ref(`${person}.name`)}, ''), (
    select coalesce(nullif(own.name, ''), own.handle) from identity own
     where own.person_id = ${sql.ref(`${person}.id`)} order by own.last_at desc, own.id limit 1), '')`
