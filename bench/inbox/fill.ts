import type pg from 'pg'
import { drawn } from '../../modules/inbox/testing-talk.ts'

export type Filled = {
  brandIds: string[]
  userId: string
  words: { frequent: string; middling: string; rare: string; two: string }
}

const conversations = 250_000
const each = 4
const vocabulary = 20_000
const atOnce = 20_000

/** A million interactions of two brands in a quarter of a million conversations, as years of them leave it. */
export async function fillInbox(pool: pg.Pool, brandIds: string[], userId: string): Promise<Filled> {
  const { rows: accounts } = await pool.query<{ id: string; brand_id: string; network: string }>(
    'select id, brand_id, network from account where brand_id = any($1) order by id',
    [brandIds],
  )
  const lists = [accounts.map((one) => one.id), accounts.map((one) => one.brand_id), accounts.map((one) => one.network)]
  await pool.query('set synchronous_commit = off')
  await pool.query('drop index interaction_words')
  await pool.query(makePeople, [brandIds])
  await pool.query(makeConversations, [...lists, conversations, userId])
  const random = drawn(11)
  for (let from = 1; from <= conversations * each; from += atOnce) {
    const numbers = Array.from({ length: atOnce }, (_, n) => from + n)
    await pool.query(makeInteractions, [numbers, numbers.map(() => textOf(random))])
  }
  await pool.query(`set maintenance_work_mem = '512MB'`)
  await pool.query('create index interaction_words on interaction using gin (words gin_trgm_ops)')
  await pool.query('vacuum analyze')
  const words = {
    frequent: wordOf(0),
    middling: wordOf(300),
    rare: wordOf(19_990),
    two: `${wordOf(0)} ${wordOf(19_980)}`,
  }
  return { brandIds, userId, words }
}

const makePeople = `
  with made as (
    insert into person (id, brand_id, first_at, last_at, created_at)
    select '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), ($1::text[])[1 + (n % 5 = 0)::int], now(), now(), now() from generate_series(1, 20000) n returning id, brand_id)
  insert into identity (id, brand_id, network, server, remote_id, person_id, told, first_at, last_at, created_at)
  select replace(id, '00000000-0000-7', '11111111-0000-7'), brand_id, 'vk', 'https://vk.example', id, id,
         jsonb_build_object('name', jsonb_build_array(now(), id)), now(), now(), now() from made`

/** Four of five in the first brand; most are done, some wait, a few are snoozed or spam. */
const makeConversations = `
  insert into conversation (id, brand_id, account_id, network, kind, key, identity_id, author, opened_at, last_at, last_in_at,
    waiting_since, count_in, count_out, excerpt, language, state, done_at, snoozed_until, assignee_id, unread, labels,
    answer_due_at, tone, created_at, changed_at)
  select '22222222-0000-7000-8000-' || lpad(n::text, 12, '0'), b, a, w, (array['message', 'comment', 'comment', 'mention', 'review'])[1 + n % 5],
         'thread:' || n, '11111111-0000-7000-8000-' || lpad((1 + (n % 4000) * 5 + case when first then 0 else -1 end + (n % 4) * first::int)::text, 12, '0'),
         jsonb_build_object('id', n::text, 'handle', '@p' || n % 20000, 'name', 'Person ' || n % 20000),
         at, at, at, case when s in (0, 1) then at end, 3, 1, 'How much is it? ' || n,
         (array['en', 'bg', 'uk', 'sv', 'cs', 'pl'])[1 + n % 6],
         case when s < 6 then 'open' when s < 7 then 'snoozed' when s < 9 then 'spam' else 'done' end, at,
         case when s = 6 then now() + interval '1 day' end, case when n % 50 = 0 then $5 end, s = 0,
         case when n % 500 = 0 then array['price', 'vip'] when n % 20 = 0 then array['price'] else '{}' end,
         case when s = 1 then at + interval '1 hour' end,
         (array['negative', 'neutral', 'positive'])[1 + n % 3], at, at
    from generate_series(1, $4::int) n,
         lateral (select n % 5 <> 0 as first, n % 100 as s, now() - n * interval '4 minutes' as at) facts,
         lateral (select a, b, w from unnest($1::text[], $2::text[], $3::text[]) with ordinality as given (a, b, w, place)
                   where (place % 2 = 1) = first order by place offset (n % 2) limit 1) account`

const makeInteractions = `
  insert into interaction (id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, own, heard_at,
    conversation_id, placed)
  select '33333333-0000-7000-8000-' || lpad(n::text, 12, '0'), c.brand_id, c.account_id, 'comment', n::text,
         c.last_at - (n % ${each}) * interval '1 minute', 0, c.last_at, c.author, text, n % ${each} = 3, c.last_at, c.id, true
    from unnest($1::int[], $2::text[]) as said (n, text)
    join conversation c on c.id = '22222222-0000-7000-8000-' || lpad((1 + (n - 1) / ${each})::text, 12, '0')`

const beginnings = ['доставк', 'cena', 'kaffe', 'пакунок', 'rost', 'smak', 'вкусн', 'zrnk']

/** The n-th word: few are said often, most seldom. */
const wordOf = (n: number): string =>
  `${beginnings[n % beginnings.length]}${((n * 2_654_435_761) % 4_294_967_296).toString(36).slice(-5)}`

function textOf(random: () => number): string {
  const words = Array.from({ length: 10 + Math.floor(random() * 5) }, () =>
    wordOf(Math.floor(random() ** 3 * vocabulary)),
  )
  return words.join(' ')
}
