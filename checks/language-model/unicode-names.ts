const locales: Record<string, string> = { sr: 'sr-Cyrl', bs: 'bs-Latn' }
const day = 86_400_000

/** What Unicode's CLDR, which Node carries, calls languages, lands, money, units, zones and days in a language. */
export function unicodeNames(language: string): string {
  const locale = locales[language] ?? language
  return [...named(locale), ...counted(locale), ...zones(locale), ...days(locale)].join('\n')
}

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(0x41 + at))
const pairs = letters.flatMap((one) => letters.map((other) => one + other))
const triples = pairs.flatMap((pair) => letters.map((letter) => pair + letter))

function named(locale: string): string[] {
  const [regions, languages, currencies] = (['region', 'language', 'currency'] as const).map(
    (type) => new Intl.DisplayNames(locale, { type, fallback: 'none' }),
  )
  return [
    ...pairs.map((code) => regions?.of(code)),
    ...[...pairs, ...triples].map((code) => languages?.of(code.toLowerCase())),
    ...triples.map((code) => currencies?.of(code)),
  ].filter((name) => name !== undefined)
}

function counted(locale: string): string[] {
  const format = (options: Intl.NumberFormatOptions, numbers: number[]) =>
    numbers.map((number) => new Intl.NumberFormat(locale, options).format(number))
  return [
    ...Intl.supportedValuesOf('unit').flatMap((unit) =>
      format({ style: 'unit', unit, unitDisplay: 'long' }, [1, 2, 5, 1.5]),
    ),
    ...Intl.supportedValuesOf('currency').flatMap((currency) =>
      format({ style: 'currency', currency, currencyDisplay: 'name' }, [1, 2, 5]),
    ),
  ]
}

const zones = (locale: string): string[] =>
  Intl.supportedValuesOf('timeZone').flatMap((timeZone) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'long', hour: 'numeric' })
    return [0, 182].map((at) => format.format(at * day))
  })

function days(locale: string): string[] {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
  return [
    ...Array.from({ length: 124 }, (_, at) => date.format(at * 3 * day)),
    ...units.flatMap((unit) => Array.from({ length: 13 }, (_, at) => relative.format(at - 6, unit))),
  ]
}
