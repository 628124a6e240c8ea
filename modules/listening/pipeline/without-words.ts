import { sql } from 'kysely'

/** What a mention is set to of which nothing is left but that something was said. */
export const withoutWords = sql`
  title = null, text = '', url = null, author = '{"handle":""}', author_key = null, media = '[]', links = '{}', tags = '{}',
  reasons = '{}', words = '', edition = 2`
