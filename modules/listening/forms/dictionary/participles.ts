/** Russian participles are words of their own in the dictionary, but forms of the verb to who looks for it. */
export function withRussianParticiples(words: string[][]): string[][] {
  const byBase = new Map(words.map((forms) => [forms[0] ?? '', forms]))
  return words.map((forms) => {
    const [base = ''] = forms
    if (!/(ть|ти|чь)(ся)?$/.test(base)) return forms
    const participles = forms.flatMap((form) => russianParticiples(form, base))
    return [...new Set([...forms, ...participles.flatMap((one) => byBase.get(one) ?? [])])]
  })
}

function russianParticiples(form: string, infinitive: string): string[] {
  const reflexive = /ся$/.test(infinitive) ? 'ся' : ''
  const plain = reflexive ? form.replace(/с[ья]$/, '') : form
  if (/[аяую]т$/.test(plain)) return [`${plain.slice(0, -1)}щий${reflexive}`]
  if (/[еи]м$/.test(plain)) return [`${plain}ый`]
  if (/[аяеиоу]л$/.test(plain)) return [`${plain.slice(0, -1)}вший${reflexive}`, ...passives(plain.slice(0, -1))]
  if (/[^аяеиоуыл]$/.test(plain)) return [`${plain}ший${reflexive}`]
  return /[ую]$/.test(plain) ? [`${plain.slice(0, -1)}енный`] : []
}

const passives = (stem: string) => [
  `${stem}нный`,
  `${stem}тый`,
  ...(/и$/.test(stem) ? [`${stem.slice(0, -1)}енный`] : []),
]

/** *robią*: *robiąc*, *robiący*. */
export function withPolishParticiples(words: string[][]): string[][] {
  return words.map((forms) => {
    if (!/[ćc]$/.test(forms[0] ?? '')) return forms
    const plural = forms.filter((form) => /ą$/.test(form))
    return [...new Set([...forms, ...plural.flatMap((form) => activeEndings.map((ending) => form + ending))])]
  })
}

const activeEndings = ['c', ...['y', 'a', 'e', 'ego', 'emu', 'ej', 'ą', 'ych', 'ym', 'ymi'].map((one) => `c${one}`)]
