export const locales = ['en', 'bg', 'uk', 'sv', 'cs', 'pl'] as const
export type Locale = (typeof locales)[number]

/** Each language by its own name. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  bg: 'Български',
  uk: 'Українська',
  sv: 'Svenska',
  cs: 'Čeština',
  pl: 'Polski',
}

const regions: Record<Locale, string> = { en: 'en-GB', bg: 'bg-BG', uk: 'uk-UA', sv: 'sv-SE', cs: 'cs-CZ', pl: 'pl-PL' }

export const isLocale = (text: string | null | undefined): text is Locale => locales.some((locale) => locale === text)

/** The tag for `Intl`: the visitor's own region of this language where the browser tells one, else its home. */
export function tagOf(locale: Locale, wanted: readonly string[] = navigator.languages): string {
  return wanted.find((tag) => tag.startsWith(`${locale}-`)) ?? regions[locale]
}

/** The first language the visitor wants that we speak. */
export function bestLocale(wanted: readonly string[] = navigator.languages): Locale {
  for (const tag of wanted) {
    const language = tag.split('-')[0]
    if (isLocale(language)) return language
  }
  return 'en'
}
