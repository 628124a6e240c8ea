import type { Matcher } from '../matcher/matcher.ts'
import type { Post, Reason } from '../matcher/post.ts'
import type { Query, Span } from '../matcher/query.ts'
import { refuseNegative } from '../matcher/refuse-negative.ts'

/** Any of what a query looks for, which is itself where it asks for nothing more; undefined when it names no words at all. */
export function anyOf(query: Query): Query | undefined {
  const of = sought(query)
  if (query.kind === 'or' && query.of.length === of.length && query.of.every((one, n) => one === of[n])) return query
  const [first] = of
  return of.length > 1 ? { kind: 'or', of, from: query.from, to: query.to } : first
}

function sought(query: Query): Query[] {
  switch (query.kind) {
    case 'and':
    case 'or':
    case 'near':
      return query.of.flatMap(sought)
    case 'word':
    case 'wildcard':
    case 'tag':
    case 'phrase':
    case 'title':
      return [query]
    default:
      return []
  }
}

export type WhyNot = Span & { is: 'lacks' | 'leftOut'; reasons: Reason[] }

const mostParts = 12

/** Tells which part of a query keeps a post from being found. */
export class Parts {
  private readonly matcher: Matcher
  private readonly parts: { id: string; span: Span; isNot: boolean }[] = []

  constructor(matcher: Matcher, query: Query, languages: readonly string[]) {
    this.matcher = matcher
    const all = query.kind === 'and' ? query.of.slice(0, mostParts) : []
    for (const [n, part] of all.entries()) {
      const isNot = part.kind === 'not'
      const asked = isNot ? part.of : part
      if (refuseNegative(asked)) continue
      this.matcher.set(`part ${n}`, asked, languages)
      this.parts.push({ id: `part ${n}`, span: { from: part.from, to: part.to }, isNot })
    }
  }

  /** Of a post that the query does not hold for; what leaves it out is told before what it lacks. */
  whyNot(post: Post): WhyNot | undefined {
    const judged = this.parts.map((part) => ({ ...part, reasons: this.matcher.explain(part.id, post) }))
    const out = judged.find((one) => one.isNot && one.reasons)
    if (out) return { ...out.span, is: 'leftOut', reasons: out.reasons ?? [] }
    const lacking = judged.find((one) => !one.isNot && !one.reasons)
    return lacking && { ...lacking.span, is: 'lacks', reasons: [] }
  }
}
