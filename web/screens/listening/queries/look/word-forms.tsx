import { useState } from 'react'
import type { Mend } from '../../../../../modules/listening/compose.ts'
import type { Preview, WordForms as Told } from '../../../../api/listening-queries.ts'
import { useSpoken, useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { languageName } from '../../../rules/language-name.ts'
import styles from './look.module.css'

type WordFormsProps = { preview: Preview; query: string; onMend?: (mend: Mend) => void }

/** What each word stands for, and how else it may be spelled: one press adds that. */
export function WordForms({ preview, query, onMend }: WordFormsProps) {
  const say = useWords()
  if (preview.words.length === 0) return <p className={styles.dim}>{say('queries.forms.none')}</p>
  return (
    <>
      <dl className={styles.words}>
        {preview.words.map((word) => (
          <div key={`${word.from} ${word.word}`}>
            <dt>
              <bdi>{word.word}</bdi>
            </dt>
            {word.forms.map((one) => (
              <Forms key={one.language ?? ''} of={one} />
            ))}
            {onMend && hasForms(word, query) && (
              <dd>
                <Button size="s" variant="quiet" onPress={() => onMend({ from: word.from, to: word.from, text: '!' })}>
                  {say('queries.onlyForm', { word: word.word })}
                </Button>
              </dd>
            )}
            {onMend && word.spellings.length > 0 && (
              <dd className={styles.spellings}>
                <span className={styles.dim}>{say('queries.spellings')}</span>
                {word.spellings.map((one) => (
                  <Button
                    key={one.text}
                    size="s"
                    icon="plus"
                    aria-label={say('queries.spellings.add', { word: one.text })}
                    onPress={() => onMend(one.mend)}
                  >
                    {one.text}
                  </Button>
                ))}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {preview.moreWords > 0 && <p className={styles.dim}>{say('queries.forms.more', { count: preview.moreWords })}</p>}
    </>
  )
}

/** All its forms are meant, by no sign before it or before its phrase. */
const hasForms = (word: Told, query: string) =>
  word.forms.some((one) => one.language !== null) && query.slice(word.from, word.to) === word.word

const few = 8

function Forms({ of }: { of: Told['forms'][number] }) {
  const { say, tag } = useSpoken()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? of.forms : of.forms.slice(0, few)
  const left = of.forms.length - shown.length + of.more
  return (
    <dd>
      {of.language && <span className={styles.language}>{languageName(tag, of.language)}</span>}{' '}
      <bdi lang={of.language ?? undefined}>{shown.join(', ')}</bdi>{' '}
      {of.forms.length > few && !isWhole ? (
        <Button size="s" variant="quiet" onPress={() => setWhole(true)}>
          {say('queries.forms.left', { count: left })}
        </Button>
      ) : (
        left > 0 && <span className={styles.dim}>{say('queries.forms.left', { count: left })}</span>
      )}
    </dd>
  )
}
