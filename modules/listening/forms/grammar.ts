/**
 * How words of a language are inflected, by how they end. Each part (nouns, verbs, …) is lines of
 * `before|base: endings`: a word that ends in `base`, and before it in `before` (a pattern, if any), takes each ending in
 * its place. `nej+ší` puts something before the word too. The first line of a part that fits a word is its paradigm.
 */
export class Grammar {
  private readonly parts: Rule[][]

  constructor(parts: readonly string[]) {
    this.parts = parts.map((part) => part.trim().split('\n').map(ruleFrom))
  }

  /** What a word becomes, if it is a base form. */
  formsOf(word: string): string[] {
    return this.parts.flatMap((part) => {
      const rule = ruleFor(part, word)
      return rule ? inflected(word, rule) : []
    })
  }

  /** The forms of words of which this may be an inflected form: of those alone that explain most of its end. */
  formsAround(word: string): string[] {
    const found = this.basesOf(word, 2)
    const longest = Math.max(0, ...found.map(({ gained }) => gained))
    return found.filter(({ gained }) => gained === longest).flatMap(({ base, rule }) => inflected(base, rule))
  }

  /** The same for what is no base form: then even the last letter tells something. */
  formsNear(word: string): string[] {
    const forms = this.formsAround(word)
    return forms.length > 0 ? forms : this.basesOf(word, 1).flatMap(({ base, rule }) => inflected(base, rule))
  }

  private basesOf(word: string, shortestEnding: number): Base[] {
    if (word.length <= shortest + 1) return []
    return this.parts.flatMap((part) => part.flatMap((rule) => basesBy(word, rule, part, shortestEnding)))
  }
}

/** `gained` is by how much the ending is longer than the base form's. */
type Base = { base: string; rule: Rule; gained: number }

type Rule = { fits: RegExp; whole: boolean; base: string; endings: { before: string; after: string }[] }

function ruleFrom(line: string): Rule {
  const [head = '', tail = ''] = line.split(/: ?/)
  const bar = head.lastIndexOf('|')
  const base = head.slice(bar + 1)
  const fits = new RegExp(`${head.slice(0, Math.max(0, bar))}${base}$`, 'u')
  return { fits, whole: head.startsWith('^'), base, endings: tail.trim().split(/\s+/).map(endingFrom) }
}

function endingFrom(text: string): { before: string; after: string } {
  const plus = text.indexOf('+')
  const after = text.slice(plus + 1)
  return { before: text.slice(0, Math.max(0, plus)), after: after === '0' ? '' : after }
}

const ruleFor = (part: Rule[], word: string) =>
  part.find(({ fits, whole }) => fits.test(word) && (whole || word.length > shortest))

/** What is shorter has forms only where a rule names the whole of it. */
const shortest = 2

function inflected(word: string, { base, endings }: Rule): string[] {
  const stem = word.slice(0, word.length - base.length)
  return endings.map(({ before, after }) => before + stem + after)
}

function basesBy(word: string, rule: Rule, part: Rule[], shortestEnding: number): Base[] {
  return rule.endings
    .filter(
      ({ before, after }) => !before && after.length >= shortestEnding && after !== rule.base && word.endsWith(after),
    )
    .map(({ after }) => ({ after, base: word.slice(0, word.length - after.length) + rule.base }))
    .filter(({ base }) => base.length > shortest && base.slice(0, shared) === word.slice(0, shared))
    .filter(({ base }) => ruleFor(part, base) === rule)
    .map(({ after, base }) => ({ base, rule, gained: after.length - rule.base.length }))
}

/** Letters that a word and its base form begin with alike. */
const shared = 2
