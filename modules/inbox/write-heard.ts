import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { newId } from '../../kernel/id.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { Interaction, Person } from '../../networks/contract.ts'
import type { Told } from './keep.ts'

/** A row as it stands after what was told changed it. */
export type Changed = {
  id: string
  brandId: string
  accountId: string
  kind: Interaction['kind']
  space: string
  remoteId: string
  parent: string | null
  under: string | null
  author: Person
  own: boolean
  edition: number
  at: Date
  conversationId: string | null
  isNew: boolean
}

const longest = { id: 1_000, text: 100_000, name: 500, media: 50, url: 4_000 }

/** Writes what tells more than is known, and returns the rows it changed. To be called while the accounts are held. */
export async function writeHeard(tx: Tx, told: Told[], now: Date): Promise<Changed[]> {
  const changed = new Map<string, Changed>()
  for (const round of roundsOf(told.map((one) => rowOf(one, now))))
    for (const row of await write(tx, round)) {
      const before = changed.get(row.id)
      changed.set(row.id, { ...row, isNew: row.isNew || before?.isNew === true })
    }
  return [...changed.values()]
}

type Row = ReturnType<typeof rowOf>

function rowOf({ accountId, brandId, what }: Told, now: Date) {
  const at = momentOf(what.at, now)
  const isGone = what.deleted === true
  return {
    ...{ id: newId(now), brand_id: brandId, account_id: accountId, kind: what.kind, at, heard_at: now.toISOString() },
    ...{ remote_id: what.id.slice(0, longest.id), edition: isGone ? 2 : what.edited ? 1 : 0 },
    said_at: what.editedAt ? momentOf(what.editedAt, now) : at,
    ...{ author: bounded(what.author), text: isGone ? '' : what.text.slice(0, longest.text) },
    media: isGone ? [] : what.media.slice(0, longest.media),
    under: what.under ? { ...what.under, id: what.under.id.slice(0, longest.id) } : null,
    ...{ reply_to: what.replyTo?.slice(0, longest.id) ?? null, url: what.url?.slice(0, longest.url) ?? null },
    ...{ rating: what.rating ?? null, own: what.own ?? false, raw: isGone ? null : (what.raw ?? null) },
  }
}

const bounded = (author: Person): Person => ({
  ...author,
  id: author.id.slice(0, longest.id),
  handle: author.handle.slice(0, longest.name),
  name: author.name.slice(0, longest.name),
})

/** A moment that is none, or beyond any calendar, is told as now: the words are worth more than it. */
const momentOf = (at: Date, now: Date) => {
  const ms = at.getTime()
  return (ms >= 0 && ms < 4_102_444_800_000 ? at : now).toISOString()
}

/** One statement writes a row once: what comes twice in a delivery goes into a later round. */
function roundsOf(rows: Row[]): Row[][] {
  const seen = new Map<string, number>()
  const rounds: Row[][] = []
  for (const row of rows) {
    const space = said.has(row.kind) ? 'said' : row.kind
    const key = JSON.stringify([row.account_id, space, row.remote_id])
    const turn = seen.get(key) ?? 0
    seen.set(key, turn + 1)
    const round = rounds[turn] ?? []
    rounds[turn] = round
    round.push(row)
  }
  return rounds
}

const said = new Set<string>(['comment', 'reply', 'mention'])

async function write(tx: Tx, rows: Row[]): Promise<Changed[]> {
  const given = storableJson(rows)
  const { rows: changed } = await sql<Changed>`
    insert into interaction as known (id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, media,
                                      under, reply_to, url, rating, own, raw, heard_at)
    select id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, media,
           nullif(under, 'null'), reply_to, url, rating, own, nullif(raw, 'null'), heard_at
      from jsonb_to_recordset(${given}::jsonb) as given (
        id text, brand_id text, account_id text, kind text, remote_id text, at timestamptz, edition smallint,
        said_at timestamptz, author jsonb, text text, media jsonb, under jsonb, reply_to text, url text, rating real,
        own boolean, raw jsonb, heard_at timestamptz)
     order by account_id, kind, remote_id
    on conflict (account_id, space, remote_id) do update set
      edition = greatest(known.edition, excluded.edition),
      kind = ${mostTelling},
      at = case when excluded.edition = 2 then known.at when known.edition = 2 then excluded.at
                else least(known.at, excluded.at) end,
      author = case when ${isGone} or (known.edition < 2 and not ${isLater}) then known.author else excluded.author end,
      under = coalesce(known.under, excluded.under),
      reply_to = coalesce(known.reply_to, excluded.reply_to),
      url = coalesce(known.url, excluded.url),
      own = known.own or excluded.own,
      text = case when ${isLater} then excluded.text else known.text end,
      media = case when ${isLater} then excluded.media else known.media end,
      rating = case when ${isLater} then excluded.rating else known.rating end,
      raw = case when excluded.edition = 2 then null when ${isLater} then coalesce(excluded.raw, known.raw) else known.raw end,
      said_at = case when ${isLater} then excluded.said_at else known.said_at end
    where ${tellsMore} or ${leadsFurther}
    returning id, brand_id as "brandId", account_id as "accountId", kind, space, remote_id as "remoteId", parent,
              under ->> 'id' as under, author, own, edition, at, conversation_id as "conversationId", xmax = 0 as "isNew"`.execute(
    tx,
  )
  return changed
}

/** A deletion often names neither who spoke nor where. */
const isGone = sql`excluded.edition = 2`
const isLater = sql`(excluded.edition, excluded.said_at) >= (known.edition, known.said_at)`
/** A comment on our post may be heard as a mere mention too. */
const order = sql.raw(`array['comment', 'reply', 'mention']`)
const mostTelling = sql`case when array_position(${order}, excluded.kind) < array_position(${order}, known.kind)
  then excluded.kind else known.kind end`
const tellsMore = sql`case
  when known.edition = 2 then excluded.edition < 2 and (excluded.author, excluded.at) is distinct from (known.author, known.at)
  when excluded.edition = 2 then true
  else excluded.at < known.at or (${isLater} and (excluded.edition > known.edition or
       (excluded.text, excluded.media, excluded.rating) is distinct from (known.text, known.media, known.rating)))
  end`
const leadsFurther = sql`((known.reply_to is null and excluded.reply_to is not null) or
  (known.under is null and excluded.under is not null) or (known.own < excluded.own) or ${mostTelling} <> known.kind)`

export async function unplacedOf(tx: Tx, accountId: string, limit: number): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    select id, brand_id as "brandId", account_id as "accountId", kind, space, remote_id as "remoteId", parent,
           under ->> 'id' as under, author, own, edition, at, conversation_id as "conversationId", false as "isNew"
      from interaction where account_id = ${accountId} and not placed order by id limit ${limit}`.execute(tx)
  return rows
}
