import type { LabAnswer, LabRequest } from '../../lab/lab.ts'

/**
 * Pages as https://docs.joinmastodon.org/api/guidelines/#pagination says: newest first; `max_id` and `since_id` cut,
 * `min_id` gives the page right after it.
 */
export function pageOf<T extends { id: string }>(all: T[], { query }: LabRequest, usual: number, most: number): T[] {
  const given = (name: string) =>
    typeof query[name] === 'string' && /^\d+$/.test(query[name]) ? query[name].replace(/^0+(?=\d)/, '') : undefined
  const [max, since, min] = [given('max_id'), given('since_id'), given('min_id')]
  const limit = Math.min(most, Math.max(1, Number(query.limit ?? usual)))
  const within = all.filter(
    ({ id }) => (max === undefined || isLater(max, id)) && isLater(id, since ?? '') && isLater(id, min ?? ''),
  )
  const newestFirst = within.sort((a, b) => (isLater(b.id, a.id) ? 1 : -1))
  return min === undefined ? newestFirst.slice(0, limit) : newestFirst.slice(-limit)
}

/** Of numbers as they are written. */
const isLater = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b)

export function linked(page: { id: string }[], url: string): LabAnswer['headers'] {
  const [first, last] = [page[0], page.at(-1)]
  return first && last
    ? { link: `<${url}?max_id=${last.id}>; rel="next", <${url}?min_id=${first.id}>; rel="prev"` }
    : {}
}
