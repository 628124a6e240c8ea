import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failureOf } from '../../../api/failure.ts'
import { type Template, templates } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useOpen } from '../conversation/use-open.ts'
import { ChooseTemplate } from './choose-template.tsx'
import { FillTemplate } from './fill-template.tsx'
import styles from './reply.module.css'
import { Others, Target } from './target.tsx'
import type { Writing } from './use-draft.ts'

/** Answering by words the network approved beforehand: chosen from its list, then filled in. */
export function TemplateBox({ writing }: { writing: Writing }) {
  const { head, restore } = useOpen()
  const { draft, edit } = writing
  const chosenId = draft.template?.id
  const area = useFocusOf(chosenId)
  useEffect(() => {
    restore.current = ({ template }) =>
      edit((before) => ({
        ...before,
        template: template && { id: template.id, values: [...template.values] },
        mode: 'template',
      }))
    return () => {
      restore.current = null
    }
  }, [restore, edit])
  const answering = head.answering.find((one) => one.way === 'template')
  if (!answering) return null
  if (answering.barred !== null) return <Banner tone="warn" title={answering.barred} />
  return (
    <div ref={area} tabIndex={-1} className={styles.write}>
      <OnlyThese />
      <Target />
      <Others />
      <Offered writing={writing} />
    </div>
  )
}

/** Whoever chose a template goes on in its first blank; once it is sent, no field is left that would take the next key. */
function useFocusOf(chosenId: string | undefined) {
  const { field } = useOpen()
  const area = useRef<HTMLDivElement>(null)
  const before = useRef(chosenId)
  useEffect(() => {
    if (before.current === chosenId) return
    before.current = chosenId
    const isElsewhere = document.activeElement !== document.body && !area.current?.contains(document.activeElement)
    const next = chosenId === undefined ? area : field
    if (!isElsewhere) next.current?.focus()
  }, [chosenId, field])
  return area
}

/** Why nothing else goes now. */
function OnlyThese() {
  const say = useWords()
  const { head } = useOpen()
  const shut = head.answering.find((one) => one.way === 'public')?.barred
  if (!shut) return null
  return (
    <p className={styles.only}>
      <Icon name="clock" size={16} />
      <span>
        {shut} {say('inbox.template.only')}
      </span>
    </p>
  )
}

function Offered({ writing }: { writing: Writing }) {
  const say = useWords()
  const { head, field } = useOpen()
  const { draft, edit } = writing
  const asked = useQuery(templates(head))
  if (asked.isPending) return <SkeletonRows rows={3} height="2.5rem" />
  if (!asked.data)
    return (
      <Banner
        tone="bad"
        live
        title={failureOf(asked.error).saidIn(say)}
        acts={<Button onPress={() => void asked.refetch()}>{say('shell.error.again')}</Button>}
      />
    )
  const chosen = draft.template && asked.data.items.find((one) => fits(one, draft.template))
  if (chosen && draft.template)
    return (
      <FillTemplate
        key={chosen.id}
        template={chosen}
        values={draft.template.values}
        writing={writing}
        onOther={() => {
          edit((before) => ({ ...before, template: null }))
          requestAnimationFrame(() => field.current?.focus())
        }}
      />
    )
  return (
    <>
      {draft.template && <Banner tone="warn" title={say('inbox.template.gone')} />}
      <ChooseTemplate
        offered={asked.data}
        isAsking={asked.isFetching}
        onAgain={() => void asked.refetch()}
        onChoose={({ id, blanks }) =>
          edit((before) => ({ ...before, template: { id, values: blanks.map(() => '') }, mode: 'template' }))
        }
      />
    </>
  )
}

/** What was begun still is as it was, and may be sent. */
const fits = (one: Template, begun: { id: string; values: readonly string[] } | null) =>
  one.id === begun?.id && one.barred === null && one.blanks.length === begun.values.length
