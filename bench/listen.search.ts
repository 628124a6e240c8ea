import { defineFigure } from './figure.ts'
import { measureSearch } from './listen/measure-search.ts'

/** As many as `LISTEN_SEARCH_MENTIONS` says: a million takes a minute, ten of them a few. */
const mentions = Number(process.env.LISTEN_SEARCH_MENTIONS ?? 10_000_000)

export default defineFigure({
  id: 'listen.search',
  about: 'Ten million mentions of thirteen months: lists, filters and searches, each p95 (at most 300 ms)',
  run: (say) => measureSearch('listen.search', mentions, 12, say),
})
