/**
 * A list of any length as pages fetched by key, of which only those near the reader are held. What was let go of keeps its
 * place and its key, so that the list keeps its height and the page can be asked for again.
 */
export type Page = { after: string | undefined; next: string | null; ids: readonly string[] | null; count: number }
export type ListWindow<Item extends { id: string }> = {
  pages: readonly Page[]
  items: ReadonlyMap<string, Item>
  /** What a look at the head found while the reader was further down: shown when they ask for it. */
  fresh: Answer<Item> | null
}
export type Answer<Item> = { items: readonly Item[]; next: string | null }

export const emptyList = <Item extends { id: string }>(): ListWindow<Item> => ({
  pages: [],
  items: new Map(),
  fresh: null,
})

export const countOf = ({ pages }: Pick<ListWindow<never>, 'pages'>): number =>
  pages.reduce((sum, page) => sum + page.count, 0)

/** The key of the page after the last, null at the end, undefined before anything was asked. */
export const endOf = ({ pages }: Pick<ListWindow<never>, 'pages'>): string | null | undefined => pages.at(-1)?.next

/** The ids at these rows; undefined where the page was let go of. */
export function idsAt({ pages }: Pick<ListWindow<never>, 'pages'>, from: number, to: number): (string | undefined)[] {
  const ids: (string | undefined)[] = []
  let top = 0
  for (const page of pages) {
    const bottom = top + page.count
    for (let row = Math.max(from, top); row < Math.min(to, bottom); row += 1) ids.push(page.ids?.[row - top])
    if (bottom >= to) break
    top = bottom
  }
  return ids
}

export function rowOf({ pages }: Pick<ListWindow<never>, 'pages'>, id: string): number {
  let top = 0
  for (const page of pages) {
    const at = page.ids?.indexOf(id) ?? -1
    if (at >= 0) return top + at
    top += page.count
  }
  return -1
}

/** Which pages touch these rows. */
export function pagesAt({ pages }: Pick<ListWindow<never>, 'pages'>, from: number, to: number): number[] {
  let top = 0
  return pages.flatMap((page, at) => {
    const touches = top < to && top + page.count > from
    top += page.count
    return touches ? [at] : []
  })
}

/** Puts what was answered for a page in its place. `stays` are kept there though the answer lacks them: what is being read. */
export function withPage<Item extends { id: string }>(
  list: ListWindow<Item>,
  at: number,
  answer: Answer<Item>,
  stays: ReadonlySet<string> = new Set(),
): ListWindow<Item> {
  const before = list.pages[at]
  const merged = mergePage(before?.ids ?? null, answer, stays)
  const page: Page = {
    after: at === 0 ? undefined : (before?.after ?? list.pages[at - 1]?.next ?? undefined),
    next: merged.keptTail ? (before?.next ?? null) : answer.next,
    ids: merged.ids,
    count: merged.ids.length,
  }
  const mine = new Set(merged.ids)
  const pages = [...list.pages]
  pages[at] = page
  const others = pages.map((one, index) => (index === at ? one : without(one, mine)))
  return tidy({ ...list, pages: others, items: withItems(list.items, answer.items) })
}

/**
 * The old order of a page brought up to an answer for the same key. What stood before the answer's end and is not in it has
 * gone; what stood after it was pushed out by newcomers and still follows, unless the answer is the end of all.
 */
export function mergePage<Item extends { id: string }>(
  old: readonly string[] | null,
  { items, next }: Answer<Item>,
  stays: ReadonlySet<string>,
): { ids: string[]; keptTail: boolean } {
  const ids = items.map((item) => item.id)
  if (!old) return { ids, keptTail: false }
  const known = new Set(ids)
  const last = old.findLastIndex((id) => known.has(id))
  const tail = next === null || last < 0 ? [] : old.slice(last + 1)
  const merged = [...ids, ...tail]
  old.forEach((id, at) => {
    if (!stays.has(id) || merged.includes(id)) return
    const above = old.slice(0, at).findLast((one) => merged.includes(one))
    merged.splice(above === undefined ? 0 : merged.indexOf(above) + 1, 0, id)
  })
  return { ids: merged, keptTail: tail.length > 0 }
}

/** A head that grows while it is watched is cut back to what was just answered: the rest follows by its key. */
const longestHead = 200

export function withHead<Item extends { id: string }>(
  list: ListWindow<Item>,
  answer: Answer<Item>,
  stays: ReadonlySet<string>,
): ListWindow<Item> {
  const known = answer.items.some((item) => list.pages[0]?.ids?.includes(item.id))
  const next = withPage(list, 0, answer, stays)
  const isWhole = known && (next.pages[0]?.count ?? 0) <= longestHead
  if (isWhole || list.pages.length === 0) return { ...next, fresh: null }
  return { ...withPage(emptyList<Item>(), 0, answer), fresh: null }
}

/** Keeps a look at the head for later, and takes over at once only what it says of those already standing here. */
export function withFresh<Item extends { id: string }>(list: ListWindow<Item>, answer: Answer<Item>): ListWindow<Item> {
  const standing = answer.items.filter((item) => list.items.has(item.id))
  return { ...list, items: withItems(list.items, standing), fresh: answer }
}

export const newcomers = <Item extends { id: string }>({ fresh, items }: ListWindow<Item>): number =>
  fresh ? fresh.items.filter((item) => !items.has(item.id)).length : 0

/** Lets go of pages further than `spare` from those in view. */
export function letGo<Item extends { id: string }>(
  list: ListWindow<Item>,
  inView: readonly number[],
  spare: number,
  stays: ReadonlySet<string>,
): ListWindow<Item> {
  const first = Math.min(...inView) - spare
  const last = Math.max(...inView) + spare
  if (inView.length === 0 || !list.pages.some((page, at) => page.ids && (at < first || at > last))) return list
  const pages = list.pages.map((page, at) => (at < first || at > last ? { ...page, ids: null } : page))
  return tidy({ ...list, pages }, stays)
}

export function changed<Item extends { id: string }>(
  list: ListWindow<Item>,
  ids: readonly string[],
  change: (item: Item) => Item,
): ListWindow<Item> {
  const items = new Map(list.items)
  for (const id of ids) {
    const item = items.get(id)
    if (item) items.set(id, change(item))
  }
  return { ...list, items }
}

export function removed<Item extends { id: string }>(list: ListWindow<Item>, ids: readonly string[]): ListWindow<Item> {
  const gone = new Set(ids)
  return tidy({ ...list, pages: list.pages.map((page) => without(page, gone)) })
}

function without(page: Page, gone: ReadonlySet<string>): Page {
  if (!page.ids?.some((id) => gone.has(id))) return page
  const ids = page.ids.filter((id) => !gone.has(id))
  return { ...page, ids, count: ids.length }
}

function withItems<Item extends { id: string }>(items: ReadonlyMap<string, Item>, more: readonly Item[]) {
  const all = new Map(items)
  for (const item of more) all.set(item.id, item)
  return all
}

/** Forgets items that no held page names. */
function tidy<Item extends { id: string }>(
  list: ListWindow<Item>,
  stays: ReadonlySet<string> = new Set(),
): ListWindow<Item> {
  const named = new Set(list.pages.flatMap((page) => page.ids ?? []))
  return { ...list, items: new Map([...list.items].filter(([id]) => named.has(id) || stays.has(id))) }
}
