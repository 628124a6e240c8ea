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

  /** The forms of words of which this may be an inflected form; of those alone that explain most of its end. */
  formsAround(word: string): string[] {
    const found = this.parts.flatMap((part) => part.flatMap((rule) => basesOf(word, rule, part)))
    const longest = Math.max(0, ...found.map(({ length }) => length))
    return found.filter(({ length }) => length === longest).flatMap(({ base, rule }) => inflected(base, rule))
  }
}

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

/** Endings of one letter are of too many words to tell which. */
function basesOf(word: string, rule: Rule, part: Rule[]): { base: string; rule: Rule; length: number }[] {
  return rule.endings
    .filter(({ before, after }) => !before && after.length > 1 && after !== rule.base && word.endsWith(after))
    .map(({ after }) => ({
      base: word.slice(0, word.length - after.length) + rule.base,
      rule,
      length: after.length - rule.base.length,
    }))
    .filter(({ base }) => base.length > 2 && ruleFor(part, base) === rule)
}
