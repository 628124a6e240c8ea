import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { keep, kept } from '../shell/kept.ts'
import { bestLocale, isLocale, type Locale, tagOf } from './locales.ts'
import { type Catalogue, hearSpoken, speak, spoken } from './spoken.ts'

export type Values = Record<string, string | number>
/** The words of `key` in the chosen language, ICU filled with `values`. */
export type Say = (key: string, values?: Values) => string

type Words = {
  locale: Locale
  tag: string
  say: Say
  has: (key: string) => boolean
  setLocale: (locale: Locale) => void
}

const Context = createContext<Words | null>(null)

/** The language this browser last used, else the one it asks for. */
export function firstLocale(): Locale {
  const last = kept.locale()
  return isLocale(last) ? last : bestLocale()
}

/** Speaks one language at a time; a change of language loads its words first and changes all at once. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const { locale, catalogue } = useSyncExternalStore(hearSpoken, spoken)
  const words = useMemo<Words>(() => {
    const tag = tagOf(locale)
    return { locale, tag, say: speaker(tag, catalogue), has: (key) => key in catalogue, setLocale }
  }, [locale, catalogue])
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  return (
    <Context value={words}>
      <I18nProvider locale={words.tag}>{children}</I18nProvider>
    </Context>
  )
}

function setLocale(locale: Locale): void {
  keep.locale(locale)
  void speak(locale)
}

export const useWords = (): Say => useSpoken().say

export function useSpoken(): Words {
  const words = useContext(Context)
  if (!words) throw new Error('nothing can be said outside WordsProvider')
  return words
}

/** A missing key is shown as itself: ugly on purpose, and found by the test of the catalogues. */
export function speaker(tag: string, catalogue: Catalogue): Say {
  const formats = new Map<string, IntlMessageFormat>()
  return (key, values) => {
    const message = catalogue[key]
    if (message === undefined) return key
    if (!values && !message.includes('{') && !message.includes("'")) return message
    const format = formats.get(key) ?? new IntlMessageFormat(message, tag)
    formats.set(key, format)
    return format.format<string>(values) as string
  }
}
