import { lazy, useState } from 'react'
import type { Conversation } from '../../api/inbox.ts'
import { useWords } from '../../i18n/words.tsx'
import { LazyPart } from '../../shell/lazy-part.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { InsertReply } from './insert-reply.tsx'
import { Knowledge } from './knowledge.tsx'
import { MacroMenu } from './macro-menu.tsx'

const ForwardDialog = lazy(() =>
  import('./forward-dialog.tsx').then(({ ForwardDialog }) => ({ default: ForwardDialog })),
)

type AnswerToolsProps = {
  head: Conversation
  /** What is being written: articles are found by it and by what was said last. */
  written: string
  onInsert: (words: string) => void
}

/** What helps to answer: saved replies, articles, macros, and somebody who knows. */
export function AnswerTools({ head, written, onInsert }: AnswerToolsProps) {
  const say = useWords()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <InsertReply head={head} onInsert={onInsert} />
      <Knowledge head={head} written={written} onInsert={onInsert} />
      <MacroMenu head={head} />
      <IconButton icon="mail" label={say('service.forward')} onPress={() => setAsking(true)} />
      {isAsking && (
        <LazyPart onGone={() => setAsking(false)}>
          <ForwardDialog head={head} onClose={() => setAsking(false)} />
        </LazyPart>
      )}
    </>
  )
}
