import type { Db } from '../../../kernel/db/tables.ts'
import { cursorOf, endOf } from '../../../kernel/events.ts'
import type { Log } from '../../../kernel/log.ts'
import type { World } from '../../../kernel/world.ts'
import { Matcher } from '../matcher/matcher.ts'
import { parseQuery } from '../matcher/parse-query.ts'

export type QueryInHand = { id: string; version: number; brandId: string }

/** The event by which all processes hear that queries or topics of a brand were changed. */
export const queriesChanged = 'listening.queries-changed'

/** All queries that are listened for, of all brands, in one matcher. */
export class QueriesInHand {
  /** The event up to which all changes are known. */
  since: string | undefined
  readonly matcher = new Matcher()
  private readonly byId = new Map<string, QueryInHand>()
  private readonly log: Log

  constructor(log: Log) {
    this.log = log
  }

  get(id: string): QueryInHand | undefined {
    return this.byId.get(id)
  }

  async readAll(db: Db): Promise<void> {
    this.since = cursorOf(await endOf(db))
    await this.read(db)
  }

  /** Takes the queries of one brand, or of all, as they are now. */
  async read(db: Db, brandId?: string): Promise<void> {
    let wanted = db
      .selectFrom('listeningQuery as query')
      .innerJoin('listeningTopic as topic', 'topic.id', 'query.topicId')
      .innerJoin('brand', 'brand.id', 'query.brandId')
      .select(['query.id', 'query.brandId', 'query.text', 'query.languages', 'query.version'])
      .where('query.deletedAt', 'is', null)
      .where('topic.deletedAt', 'is', null)
      .where('brand.deletedAt', 'is', null)
      .where('query.isOn', '=', true)
    if (brandId !== undefined) wanted = wanted.where('query.brandId', '=', brandId)
    const rows = await wanted.execute()
    const there = new Set(rows.map((row) => row.id))
    for (const [id, query] of this.byId)
      if (!there.has(id) && (brandId === undefined || query.brandId === brandId)) this.remove(id)
    for (const row of rows) this.set(row, row.text, row.languages)
  }

  /** A text that cannot be read is told in the log, and not listened for. */
  set({ id, version, brandId }: QueryInHand, text: string, languages: string[]): void {
    if (this.byId.get(id)?.version === version) return
    const parsed = parseQuery(text)
    if (!parsed.ok) {
      this.log.error({ query: id, version }, 'a saved query cannot be read; it is not listened for')
      return this.remove(id)
    }
    this.matcher.set(id, parsed.query, languages)
    this.byId.set(id, { id, version, brandId })
  }

  private remove(id: string): void {
    this.matcher.remove(id)
    this.byId.delete(id)
  }
}

/** Follows every change until the signal aborts. */
export async function followQueries(world: World, queries: QueriesInHand, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const event of world.events.follow(queries.since, signal)) {
        if (event.type === queriesChanged || event.type === 'brand.deleted')
          await queries.read(world.db, event.brandId ?? undefined)
        queries.since = event.cursor
      }
    } catch (error) {
      world.log.warn({ err: error }, 'changes of queries wait: the database does not answer')
      await world.clock.sleep(1_000, signal).catch(() => {})
    }
  }
}
