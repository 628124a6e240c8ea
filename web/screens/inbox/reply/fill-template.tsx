import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Template } from '../../../api/inbox.ts'
import { useSpoken } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { useOpen } from '../conversation/use-open.ts'
import { Collision } from './collision.tsx'
import styles from './reply.module.css'
import { SendButtons } from './send-buttons.tsx'
import looks from './template.module.css'
import { labelOf, nameOfLanguage, TemplateWords } from './template-words.tsx'
import type { Writing } from './use-draft.ts'
import { useSend } from './use-send.ts'

type FillTemplateProps = { template: Template; values: readonly string[]; writing: Writing; onOther: () => void }

/** A value for each blank, and beside them the words as they will be read. */
export function FillTemplate({ template, values, writing, onOther }: FillTemplateProps) {
  const { say, tag } = useSpoken()
  const { head, to, field, setTyping } = useOpen()
  const { id, name, blanks, language } = template
  const isReady = to !== null && values.every((one) => one.trim() !== '')
  const sending = useSend({ way: 'template', writing, canSend: isReady, hasPlace: isOfTemplate })
  const { refusals } = sending
  const area = useFirstRefused(refusals.times)
  const acts = useConversationActs(head)
  const fill = (at: number, value: string) => {
    writing.edit((before) => ({ ...before, template: { id, values: values.with(at, value) }, mode: 'template' }))
    refusals.forget(placeOf(at))
    setTyping(true)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && event.target instanceof HTMLElement) {
      event.preventDefault()
      return event.target.blur()
    }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    sending.send(event.shiftKey ? acts.done : undefined)
  }
  const begin = (element: HTMLElement | null) => {
    field.current = element
  }
  const blankRefused = blanks.flatMap((_blank, at) => refusals.at(placeOf(at)) ?? [])
  const refused = blankRefused.length > 0 ? undefined : refusals.at('template')
  return (
    <div className={styles.write}>
      <div className={looks.chosen}>
        <bdi className={looks.name}>{name}</bdi>
        <Badge>{nameOfLanguage(language, tag)}</Badge>
        <Button size="s" variant="quiet" icon="list" onPress={onOther}>
          {say('inbox.template.other')}
        </Button>
      </div>
      {refused && <Banner tone="bad" live title={refused} />}
      <fieldset ref={area} className={looks.fill} aria-label={name} onKeyDown={press}>
        {blanks.length > 0 && (
          <div className={looks.fields}>
            {blanks.map((blank, at) => (
              <TextField
                key={blank}
                label={labelOf(blank, say)}
                maxLength={1000}
                value={values[at] ?? ''}
                error={refusals.at(placeOf(at))}
                inputRef={at === 0 ? begin : undefined}
                onChange={(value) => fill(at, value)}
              />
            ))}
          </div>
        )}
        <section
          ref={blanks.length === 0 ? begin : undefined}
          tabIndex={-1}
          className={looks.preview}
          aria-label={say('inbox.template.preview')}
        >
          <p aria-hidden="true" className={looks.head}>
            {say('inbox.template.preview')}
          </p>
          <TemplateWords template={template} values={values} />
        </section>
      </fieldset>
      <div className={styles.foot}>
        {!writing.isKept && <span className={styles.kept}>{say('inbox.draft.here')}</span>}
        <SendButtons sending={sending} isReady={isReady} label="inbox.send" />
      </div>
      <Collision sending={sending} />
    </div>
  )
}

const isOfTemplate = (path: string) => path === 'template' || path.startsWith('template.')
/** Where the desk tells what it has against one value. */
const placeOf = (at: number) => `template.values.${at}`

/** Whoever is refused goes on at the first field that is. */
function useFirstRefused(times: number) {
  const area = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    if (times > 0) area.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [times])
  return area
}
