import type { Template } from '../../../api/inbox.ts'
import { type Say, useWords } from '../../../i18n/words.tsx'
import { readable } from '../timeline/fold-text.ts'
import styles from './template.module.css'

type TemplateWordsProps = { template: Template; values: readonly string[]; isShort?: boolean }

/** A template as it will be read, with its blanks set apart. */
export function TemplateWords({ template, values, isShort }: TemplateWordsProps) {
  const say = useWords()
  const { pieces, blanks, language } = template
  return (
    <span className={styles.words} data-short={isShort || undefined} dir="auto" lang={language.replaceAll('_', '-')}>
      {pieces.map((piece, at) =>
        'text' in piece ? (
          readable(piece.text)
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a template stay where they are
          <bdi key={at} className={styles.blank} data-empty={!values[piece.blank] || undefined}>
            {readable(values[piece.blank] || labelOf(blanks[piece.blank] ?? '', say))}
          </bdi>
        ),
      )}
    </span>
  )
}

/** What to write into a blank: its number, or the name its author gave it. */
export const labelOf = (blank: string, say: Say): string =>
  /^\d+$/.test(blank) ? say('inbox.template.blank', { number: blank }) : blank.replaceAll('_', ' ')

/** Networks tell languages in all shapes; what is no tag is shown as it came. */
export function nameOfLanguage(language: string, tag: string): string {
  try {
    return new Intl.DisplayNames(tag, { type: 'language' }).of(language.replaceAll('_', '-')) ?? language
  } catch (cause) {
    if (cause instanceof RangeError) return language
    throw cause
  }
}
