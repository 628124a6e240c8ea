/** The name of a language in another one: `bg` is “Bulgarian” in English. */
export const languageName = (tag: string, language: string): string =>
  new Intl.DisplayNames(tag, { type: 'language' }).of(language) ?? language
