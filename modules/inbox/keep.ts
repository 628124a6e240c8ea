import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/tables.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/id.ts'
import { storableJson } from '../../kernel/storable.ts'
import type { Interaction } from '../../networks/contract.ts'

export type Told = { accountId: string; brandId: string; what: Interaction }

const toldAtOnce = 500
const longestId = 1_000

/**
 * Keeps what was heard, and announces as `account.delivered` what that changed. Whatever the order in which it comes, and however
 * often: what was edited stands over what was first said, and what was deleted keeps no words. Rows are taken in the order of
 * their key, so that many deliveries at once never wait for each other in a circle.
 */
export async function keepHeard(tx: Tx, told: Told[], now: Date): Promise<void> {
  const changed = new Map<string, { brandId: string; ids: Set<string> }>()
  for (const round of roundsOf(told.map((one) => rowOf(one, now))))
    for (const { accountId, brandId, remoteId } of await write(tx, round)) {
      const of = changed.get(accountId) ?? { brandId, ids: new Set() }
      changed.set(accountId, { brandId, ids: of.ids.add(remoteId) })
    }
  for (const [accountId, { brandId, ids }] of changed)
    for (let from = 0; from < ids.size; from += toldAtOnce) {
      const interactions = [...ids].slice(from, from + toldAtOnce)
      await announce(tx, 'account.delivered', { accountId, interactions }, { brandId })
    }
}

type Row = ReturnType<typeof rowOf>

function rowOf({ accountId, brandId, what }: Told, now: Date) {
  const at = momentOf(what.at, now)
  const isGone = what.deleted === true
  return {
    ...{ id: newId(now), brand_id: brandId, account_id: accountId, kind: what.kind, at, heard_at: now.toISOString() },
    ...{ remote_id: what.id.slice(0, longestId), edition: isGone ? 2 : what.edited ? 1 : 0 },
    said_at: what.editedAt ? momentOf(what.editedAt, now) : at,
    ...{ author: what.author, text: isGone ? '' : what.text, media: isGone ? [] : what.media },
    ...{ under: what.under ?? null, reply_to: what.replyTo ?? null, url: what.url ?? null },
    ...{ rating: what.rating ?? null, own: what.own ?? false, raw: isGone ? null : (what.raw ?? null) },
  }
}

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
    const key = JSON.stringify([row.account_id, row.kind, row.remote_id])
    const turn = seen.get(key) ?? 0
    seen.set(key, turn + 1)
    const round = rounds[turn] ?? []
    rounds[turn] = round
    round.push(row)
  }
  return rounds
}

async function write(tx: Tx, rows: Row[]): Promise<{ accountId: string; brandId: string; remoteId: string }[]> {
  const given = storableJson(rows)
  const { rows: changed } = await sql<{ accountId: string; brandId: string; remoteId: string }>`
    insert into interaction as known (id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, media,
                                      under, reply_to, url, rating, own, raw, heard_at)
    select id, brand_id, account_id, kind, remote_id, at, edition, said_at, author, text, media,
           nullif(under, 'null'), reply_to, url, rating, own, nullif(raw, 'null'), heard_at
      from jsonb_to_recordset(${given}::jsonb) as given (
        id text, brand_id text, account_id text, kind text, remote_id text, at timestamptz, edition smallint,
        said_at timestamptz, author jsonb, text text, media jsonb, under jsonb, reply_to text, url text, rating real,
        own boolean, raw jsonb, heard_at timestamptz)
     order by account_id, kind, remote_id
    on conflict (account_id, kind, remote_id) do update set
      edition = greatest(known.edition, excluded.edition),
      at = case when excluded.edition = 2 then known.at when known.edition = 2 then excluded.at
                else least(known.at, excluded.at) end,
      author = case when ${isGone} then known.author else excluded.author end,
      under = case when ${isGone} then known.under else coalesce(excluded.under, known.under) end,
      reply_to = case when ${isGone} then known.reply_to else coalesce(excluded.reply_to, known.reply_to) end,
      url = case when ${isGone} then known.url else coalesce(excluded.url, known.url) end,
      own = case when ${isGone} then known.own else excluded.own end,
      text = case when ${isLater} then excluded.text else known.text end,
      media = case when ${isLater} then excluded.media else known.media end,
      rating = case when ${isLater} then excluded.rating else known.rating end,
      raw = case when excluded.edition = 2 then null when ${isLater} then coalesce(excluded.raw, known.raw) else known.raw end,
      said_at = case when ${isLater} then excluded.said_at else known.said_at end
    where ${tellsMore}
    returning account_id as "accountId", brand_id as "brandId", remote_id as "remoteId"`.execute(tx)
  return changed
}

/** A deletion often names neither who spoke nor where. */
const isGone = sql`excluded.edition = 2`
const isLater = sql`(excluded.edition, excluded.said_at) >= (known.edition, known.said_at)`
const tellsMore = sql`case
  when known.edition = 2 then excluded.edition < 2 and (excluded.author, excluded.at) is distinct from (known.author, known.at)
  when excluded.edition = 2 then true
  else excluded.at < known.at or (${isLater} and (excluded.edition > known.edition or
       (excluded.text, excluded.media, excluded.rating) is distinct from (known.text, known.media, known.rating)))
  end`
