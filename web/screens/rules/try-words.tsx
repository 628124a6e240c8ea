import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { tryWords } from '../../api/rules.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card } from '../../ui/layout.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { Highlighted } from './highlighted.tsx'
import { languageName } from './language-name.ts'
import styles from './rules.module.css'

/** Any text, and what of it the stop-words find, however it is masked. */
export function TryWords() {
  const { say, tag } = useSpoken()
  const brand = useBrand()
  const [text, setText] = useState('')
  const [tried, setTried] = useState('')
  const act = useAct(() => tryWords(brand.id, text), { quiet: true, done: () => setTried(text) })
  const found = act.data
  return (
    <Card title={say('rules.try')}>
      <Form onSubmit={() => act.mutate()} failure={act.error} fields={['text']}>
        <TextArea
          {...{ name: 'text', label: say('rules.try.text'), hint: say('rules.try.hint'), value: text, rows: 2 }}
          onChange={setText}
          maxLength={10_000}
        />
        <div>
          <Button type="submit" icon="search" isPending={act.isPending} isDisabled={text.trim() === ''}>
            {say('rules.try.act')}
          </Button>
        </div>
      </Form>
      {found && (
        <div role="status" className={styles.run}>
          <Highlighted text={tried} places={found.items} />
          <p className={styles.dim}>
            {say('rules.try.found', { count: found.items.length })}
            {found.language && ` · ${languageName(tag, found.language)}`}
          </p>
          {found.items.length > 0 && (
            <ul className={styles.deeds}>
              {found.items.map((one) => (
                <li key={one.from} className={styles.dim}>
                  <bdi>{one.word}</bdi> · {say(`rules.category.${one.category}`)} · {languageName(tag, one.language)}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Card>
  )
}
