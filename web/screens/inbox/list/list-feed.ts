import {
  type Answer,
  changed,
  countOf,
  emptyList,
  endOf,
  type ListWindow,
  letGo,
  newcomers,
  pagesAt,
  removed,
  withFresh,
  withHead,
  withPage,
} from './list-window.ts'

type Named = { id: string }

export type FeedState<Item extends Named> = {
  list: ListWindow<Item>
  /** `failed` only while there is nothing to show in its place. */
  state: 'loading' | 'ready' | 'failed'
  failure: unknown
  count: number
  fresh: number
  hasMore: boolean
}
type Read<Item extends Named> = (after: string | undefined, signal: AbortSignal) => Promise<Answer<Item>>

/** Pages kept on each side of those in view, and rows from the end at which the next page is asked for. */
const spare = 3
const ahead = 20

/** What one filter shows, as it is read, scrolled and changed by others. */
export class ListFeed<Item extends Named> {
  #read: Read<Item>
  #tell: () => void
  #list: ListWindow<Item> = emptyList()
  #state: FeedState<Item>['state'] = 'loading'
  #failure: unknown = null
  #underWay = new Set<number>()
  #stopped = new AbortController()
  #view = { from: 0, to: 20, isTop: true }
  #stays: ReadonlySet<string> = new Set()
  #seen: FeedState<Item>

  constructor(read: Read<Item>, tell: () => void) {
    this.#read = read
    this.#tell = tell
    this.#seen = this.#shown()
    void this.#load(0)
  }

  seen = (): FeedState<Item> => this.#seen
  stop = (): void => this.#stopped.abort()

  /** Which rows the reader sees, and what must stay where it is. */
  look(from: number, to: number, isTop: boolean, stays: ReadonlySet<string>): void {
    this.#view = { from, to, isTop }
    this.#stays = stays
    const inView = pagesAt(this.#list, from, to)
    const kept = letGo(this.#list, inView, spare, stays)
    if (kept !== this.#list) this.#become(kept)
    for (const at of inView) if (!this.#list.pages[at]?.ids) void this.#load(at)
    if (endOf(this.#list) && to + ahead >= countOf(this.#list)) void this.#load(this.#list.pages.length)
  }

  /** Asks again for the head and for what is in view. */
  async refresh(): Promise<void> {
    if (this.#list.pages.length === 0) return void this.#load(0)
    const { from, to } = this.#view
    const others = pagesAt(this.#list, from, to).filter((at) => at > 0)
    await Promise.all([this.#lookAtHead(), ...others.map((at) => this.#load(at))])
  }

  showFresh(): void {
    const { fresh } = this.#list
    if (fresh) this.#become(withHead(this.#list, fresh, this.#stays))
  }

  change(ids: readonly string[], change: (item: Item) => Item): void {
    this.#become(changed(this.#list, ids, change))
  }

  remove(ids: readonly string[]): void {
    this.#become(removed(this.#list, ids))
  }

  async #lookAtHead(): Promise<void> {
    const answer = await this.#ask(undefined)
    if (!answer) return
    const { isTop } = this.#view
    this.#become(isTop ? withHead(this.#list, answer, this.#stays) : withFresh(this.#list, answer))
  }

  async #load(at: number): Promise<void> {
    if (this.#underWay.has(at)) return
    this.#underWay.add(at)
    const after = at === 0 ? undefined : (this.#list.pages[at]?.after ?? this.#list.pages[at - 1]?.next ?? undefined)
    const answer = await this.#ask(after)
    this.#underWay.delete(at)
    const expected = this.#list.pages[at]?.after ?? (at > 0 ? this.#list.pages[at - 1]?.next : undefined)
    if (answer && (expected ?? undefined) === after) this.#become(withPage(this.#list, at, answer, this.#stays))
  }

  async #ask(after: string | undefined): Promise<Answer<Item> | null> {
    try {
      const answer = await this.#read(after, this.#stopped.signal)
      if (this.#stopped.signal.aborted) return null
      this.#state = 'ready'
      this.#failure = null
      return answer
    } catch (cause) {
      if (this.#stopped.signal.aborted) return null
      this.#failure = cause
      if (this.#list.pages.length === 0) this.#state = 'failed'
      this.#become(this.#list)
      return null
    }
  }

  #become(list: ListWindow<Item>): void {
    this.#list = list
    this.#seen = this.#shown()
    this.#tell()
  }

  #shown(): FeedState<Item> {
    const list = this.#list
    const end = endOf(list)
    return {
      ...{ list, state: this.#state, failure: this.#failure },
      ...{ count: countOf(list), fresh: newcomers(list), hasMore: end !== null && end !== undefined },
    }
  }
}
