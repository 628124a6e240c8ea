/** English words of a list, each with those regular forms of it that the list has too. Plurals are no words of their own. */
export function englishWords(list: Set<string>): string[][] {
  const has = (word: string) => word.length > 2 && list.has(word) && !ownPlurals.has(word)
  const words = [...list].filter((word) => !word.includes("'"))
  const plurals = new Set(
    words
      .filter((word) => word.length > 2)
      .map(plural)
      .filter((one) => !ownPlurals.has(one)),
  )
  return words
    .filter((word) => !plurals.has(word))
    .map((word) => [word, ...[plural(word), ...doings(word)].filter(has), ...degrees(word, has), `${word}'s`])
}

/** Plurals by their form, that mean something of their own; and words that only look like plurals. */
const ownPlurals = new Set(
  'news goods customs species lens mass pass class boss does has was his this bus gas plus minus less access success'.split(
    ' ',
  ),
)

function plural(word: string): string {
  if (/([sxz]|ch|sh|[^aeiou]o)$/.test(word)) return `${word}es`
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`
}

/** *-ed, -ing*, each as the spelling of the end has it. */
function doings(word: string): string[] {
  return stemsBefore(word, 'ed')
    .map((stem) => `${stem}ed`)
    .concat(stemsBefore(word, 'ing').map((stem) => `${stem}ing`))
}

function stemsBefore(word: string, ending: string): string[] {
  if (/ie$/.test(word)) return [ending === 'ing' ? `${word.slice(0, -2)}y` : word.slice(0, -1)]
  if (/[^aeo]e$/.test(word) || (ending !== 'ing' && /e$/.test(word))) return [word.slice(0, -1)]
  if (/[^aeiou]y$/.test(word) && ending !== 'ing') return [`${word.slice(0, -1)}i`]
  return /[^aeiou][aeiou][bdfgklmnprtvz]$/.test(word) ? [word + word.at(-1), word] : [word]
}

/** *-er* is a comparative where *-est* is a word too; else it is who does it. */
function degrees(word: string, has: (word: string) => boolean): string[] {
  return stemsBefore(word, 'er')
    .filter((stem) => has(`${stem}er`) && has(`${stem}est`))
    .flatMap((stem) => [`${stem}er`, `${stem}est`])
}
