import type { Atom, Choice, Distance, Phrase, Query } from './query.ts'

/** A query as a person would write it; reading it again gives the same tree. */
export function printQuery(query: Query): string {
  if (query.kind === 'or')
    return query.of.map((one) => within(one, one.kind === 'or' || one.kind === 'and')).join(' OR ')
  if (query.kind === 'and')
    return query.of.map((one) => within(one, one.kind === 'or' || one.kind === 'and')).join(' AND ')
  if (query.kind === 'not') return `NOT ${within(query.of, query.of.kind === 'or' || query.of.kind === 'and')}`
  if (query.kind !== 'near') return printLeaf(query)
  const [first = '', ...others] = query.of.map((one) => within(one, one.kind === 'or'))
  return others.reduce((text, one, n) => `${text} ${printDistance(query.distances[n])} ${one}`, first)
}

const within = (query: Query, inBrackets: boolean) => (inBrackets ? `(${printQuery(query)})` : printQuery(query))

function printLeaf(leaf: Exclude<Query, { kind: 'or' | 'and' | 'not' | 'near' }>): string {
  if (leaf.kind === 'phrase') return printPhrase(leaf)
  if (leaf.kind === 'title') return `title:${leaf.of.kind === 'phrase' ? printPhrase(leaf.of) : printAtom(leaf.of)}`
  if (leaf.kind === 'choice') return `${leaf.field}:${printValue(leaf)}`
  if (leaf.kind === 'measure') return `${leaf.field}:${leaf.is}${leaf.number}`
  return printAtom(leaf)
}

function printAtom(atom: Atom): string {
  if (atom.kind === 'tag') return `${atom.sign}${atom.text}`
  if (atom.kind === 'wildcard') return atom.pattern
  return `${{ forms: '', form: '!', case: '=' }[atom.mode]}${atom.text}`
}

const printPhrase = ({ of, within }: Phrase) => `"${of.map(printAtom).join(' ')}"${within === null ? '' : `~${within}`}`

const printValue = ({ value }: Choice) => (/^(?!.*<<<)[^\s()|"“”„«»!=]+$/u.test(value) ? value : `"${value}"`)

function printDistance(distance: Distance | undefined): string {
  if (!distance || distance === 'sentence') return 'NEAR/s'
  return `NEAR/${distance.words}${distance.inOrder ? 'f' : ''}`
}
