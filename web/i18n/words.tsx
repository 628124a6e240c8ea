import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { keep, kept } from '../shell/kept.ts'
import { bestLocale, isLocale, type Locale, tagOf } from './locales.ts'

export type Values = Record<string, string | number>
/** The words of `key` in the chosen language, ICU filled with `values`. */
export type Say = (key: string, values?: Values) => string

type Catalogue = Readonly<Record<string, string>>
type Words = {
  locale: Locale
  tag: string
  say: Say
  has: (key: string) => boolean
  setLocale: (locale: Locale) => void
}

const loaders: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => import('virtual:words/en'),
  bg: () => import('virtual:words/bg'),
  uk: () => import('virtual:words/uk'),
  sv: () => import('virtual:words/sv'),
  cs: () => import('virtual:words/cs'),
  pl: () => import('virtual:words/pl'),
}

const Context = createContext<Words | null>(null)

/** The language this browser last used, else the one it asks for. */
export function firstLocale(): Locale {
  const last = kept.locale()
  return isLocale(last) ? last : bestLocale()
}

export const loadCatalogue = async (locale: Locale): Promise<Catalogue> => (await loaders[locale]()).default

/** Speaks one language at a time; a change of language loads its words first and changes all at once. */
export function WordsProvider({
  first,
  catalogue,
  children,
}: {
  first: Locale
  catalogue: Catalogue
  children: ReactNode
}) {
  const [spoken, setSpoken] = useState({ locale: first, catalogue })
  const setLocale = useCallback((locale: Locale) => {
    keep.locale(locale)
    void loadCatalogue(locale).then((loaded) =>
      setSpoken((spoken) => (spoken.locale === locale ? spoken : { locale, catalogue: loaded })),
    )
  }, [])
  const words = useMemo<Words>(
    () => ({
      locale: spoken.locale,
      tag: tagOf(spoken.locale),
      say: speaker(tagOf(spoken.locale), spoken.catalogue),
      has: (key) => key in spoken.catalogue,
      setLocale,
    }),
    [spoken, setLocale],
  )
  useEffect(() => {
    document.documentElement.lang = spoken.locale
  }, [spoken.locale])
  return (
    <Context value={words}>
      <I18nProvider locale={words.tag}>{children}</I18nProvider>
    </Context>
  )
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
