import { longestSuffix } from '../lexicon.ts'

/** Words, each as its forms, the base form first, as the text `Lexicon` reads. */
export function writeLexicon(words: readonly string[][]): string {
  const numbers = new Map<string, number>()
  const stems = new Map<string, Set<number>>()
  const seen: { base: string; number: number }[] = []
  for (const forms of words) {
    const [base = ''] = forms
    const stem = sharedBeginning(forms)
    const endings = [...new Set(forms.map((form) => form.slice(stem.length)))]
    const number = numberOf(numbers, [endings[0], ...endings.slice(1).sort()].join())
    stems.set(stem, (stems.get(stem) ?? new Set()).add(number))
    seen.push({ base, number })
  }
  const lines = [...stems].sort(([a], [b]) => (a < b ? -1 : 1)).map(([stem, of]) => `${stem}\t${written([...of])}`)
  return [[...numbers.keys()].join('\n'), guessesFrom(seen).join('\n'), `${lines.join('\n')}\n`].join('\n\n')
}

function sharedBeginning(forms: readonly string[]): string {
  let [shared = ''] = forms
  for (const form of forms) while (!form.startsWith(shared)) shared = shared.slice(0, -1)
  return shared
}

function numberOf(numbers: Map<string, number>, paradigm: string): number {
  const number = numbers.get(paradigm) ?? numbers.size
  numbers.set(paradigm, number)
  return number
}

const written = (numbers: number[]) => numbers.map((n) => n.toString(36)).join()

/** For each ending of base forms the paradigms most words that end so have, unless a shorter ending says the same. */
function guessesFrom(seen: { base: string; number: number }[]): string[] {
  const counts = new Map<string, Map<number, number>>()
  for (const { base, number } of seen)
    for (let length = 1; length <= Math.min(longestSuffix, base.length - 2); length++) {
      const suffix = base.slice(-length)
      const of = counts.get(suffix) ?? new Map<number, number>()
      counts.set(suffix, of.set(number, (of.get(number) ?? 0) + 1))
    }
  const chosen = new Map([...counts].flatMap(([suffix, of]) => choiceOf(suffix, of)))
  return [...chosen].filter(([suffix, choice]) => inherited(suffix, chosen) !== choice).map((one) => one.join('\t'))
}

function choiceOf(suffix: string, of: Map<number, number>): [string, string][] {
  const all = [...of.values()].reduce((sum, n) => sum + n, 0)
  if (all < leastSeen) return []
  const often = [...of].sort(([, a], [, b]) => b - a).filter(([, n]) => n >= all * leastShare)
  return often.length === 0 ? [] : [[suffix, written(often.slice(0, mostGuesses).map(([n]) => n))]]
}

function inherited(suffix: string, chosen: Map<string, string>): string | undefined {
  for (let from = 1; from < suffix.length; from++) {
    const choice = chosen.get(suffix.slice(from))
    if (choice !== undefined) return choice
  }
  return undefined
}

const leastSeen = 5
const leastShare = 0.2
const mostGuesses = 3
