import { useMemo } from 'react'
import { useSpoken } from '../../../i18n/words.tsx'

/** Those that are told apart by their words. */
export const languageCodes = [
  ...(['en', 'bg', 'uk', 'sv', 'cs', 'pl', 'ru', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'tr', 'ro', 'el'] as const),
  ...(['hu', 'fi', 'da', 'sk', 'sr', 'mk', 'ar', 'he', 'ja', 'zh', 'ko'] as const),
]

/** The name of a language in the reader's. */
export function useLanguageName(): (code: string) => string {
  const { tag } = useSpoken()
  return useMemo(() => {
    const names = new Intl.DisplayNames([tag], { type: 'language' })
    return (code) => {
      try {
        return names.of(code) ?? code
      } catch {
        return code
      }
    }
  }, [tag])
}
