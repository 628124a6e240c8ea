/** What is known before a post is read: its own tag, and how often its author wrote in which language. */
export type Known = {
  /** BCP 47, in whatever shape networks write it; what is none says nothing. */
  tag?: string
  /** Posts counted by language: `{ uk: 12, ru: 3 }`. */
  author?: Readonly<Record<string, number>>
}

/** In natural logarithms of odds: people write with another language's keyboard, and networks guess. */
const worthOfTag = 2.5
const mostOfAuthor = 3
const leastOfAuthor = -1

export type Priors = { others: number; of: ReadonlyMap<string, number> }

const nothing: Priors = { others: 0, of: new Map() }

/** For each language that something is known of, what that speaks for or against it. The rest is at `others`. */
export function priorsOf({ tag, author }: Known, languages: number): Priors {
  if (tag === undefined && !author) return nothing
  const of = new Map<string, number>()
  const own = tag === undefined ? undefined : languageOfTag(tag)
  if (own) of.set(own, worthOfTag)
  const counted = author ? countsOf(author) : []
  const total = counted.reduce((sum, [, count]) => sum + count, 0)
  if (total === 0) return { others: 0, of }
  const others = worthOfCount(0, total, languages)
  if (own && !counted.some(([language]) => language === own)) of.set(own, worthOfTag + others)
  for (const [language, count] of counted)
    of.set(language, (language === own ? worthOfTag : 0) + worthOfCount(count, total, languages))
  return { others, of }
}

/** The language of a tag as this program names them, or undefined where the tag names none. */
export function languageOfTag(tag: string): string | undefined {
  try {
    const { language } = new Intl.Locale(tag.trim().replaceAll('_', '-'))
    return nameless.has(language) ? undefined : (sameAs[language] ?? language)
  } catch {
    return undefined
  }
}

const nameless = new Set(['und', 'mul', 'mis', 'zxx', 'root', 'art'])
const sameAs: Record<string, string> = { no: 'nb', nn: 'nb', sh: 'sr', tl: 'fil', cnr: 'sr' }

function countsOf(author: Readonly<Record<string, number>>): [string, number][] {
  const counts = new Map<string, number>()
  for (const [tag, count] of Object.entries(author)) {
    const language = languageOfTag(tag)
    if (language && Number.isFinite(count) && count > 0) counts.set(language, (counts.get(language) ?? 0) + count)
  }
  return [...counts]
}

/** As if every language had been met half a time before, so that few posts say little. */
function worthOfCount(count: number, total: number, languages: number): number {
  const odds = Math.log(((count + 0.5) * languages) / (total + 0.5 * languages))
  return Math.max(leastOfAuthor, Math.min(mostOfAuthor, odds))
}
