import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { catalogueFolders } from './catalogues.ts'
import type { MessageValues } from './failure.ts'

export const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl'] as const
export type Locale = (typeof locales)[number]

export type Words = {
  locale: Locale
  /** The words of a key. A key no catalogue has is returned as it is, and so is seen. */
  say: (key: string, values?: MessageValues) => string
  has: (key: string) => boolean
}

/** Reads all catalogues of the server; each sentence is parsed when first said. */
export function loadWords(): (locale: string) => Words {
  const all = new Map<Locale, Words>()
  return (wanted) => {
    const locale = locales.find((one) => one === wanted) ?? 'en'
    const found = all.get(locale) ?? readWords(locale)
    all.set(locale, found)
    return found
  }
}

/** The best of ours for an `Accept-Language` header, or English. */
export function chooseLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...more] = part.trim().toLowerCase().split(';')
      const quality = Number(more.find((one) => one.trim().startsWith('q='))?.split('=')[1] ?? 1)
      return { language: tag.split('-')[0], quality: Number.isFinite(quality) ? quality : 0 }
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const wish of wishes) {
    const locale = locales.find((one) => one === wish.language)
    if (locale) return locale
  }
  return 'en'
}

function readWords(locale: Locale): Words {
  const texts = new Map<string, string>()
  for (const folder of catalogueFolders()) {
    const catalogue = JSON.parse(readFileSync(`${folder}/${locale}.json`, 'utf8')) as Record<string, string>
    for (const [key, message] of Object.entries(catalogue)) texts.set(key, message)
  }
  const parsed = new Map<string, IntlMessageFormat>()
  return {
    locale,
    has: (key) => texts.has(key),
    say: (key, values) => {
      const message = texts.get(key)
      if (message === undefined) return key
      const format = parsed.get(key) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true })
      parsed.set(key, format)
      return String(format.format(values))
    },
  }
}
