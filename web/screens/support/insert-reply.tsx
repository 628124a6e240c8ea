import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { addressOfConversation, type Conversation, changeMany } from '../../api/inbox.ts'
import { fillSavedReply, type SavedReply, savedReplies } from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { Kbd } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './support.module.css'

type InsertReplyProps = { head: Conversation; onInsert: (words: string) => void }

/** A saved reply, found by a few letters and filled in for who is answered. */
export function InsertReply({ head, onInsert }: InsertReplyProps) {
  const say = useWords()
  return (
    <PopoverPanel
      label={say('service.insert')}
      placement="top start"
      trigger={<IconButton icon="comment" label={say('service.insert')} />}
    >
      {(close) => <Replies head={head} onInsert={onInsert} onDone={close} />}
    </PopoverPanel>
  )
}

function Replies({ head, onInsert, onDone }: InsertReplyProps & { onDone: () => void }) {
  const say = useWords()
  const [q, setQ] = useState('')
  const asked = useQuery({
    ...savedReplies(head.brandId, useDeferredValue(q.replace(/^\//, ''))),
    placeholderData: (before) => before,
  })
  const fill = useAct((reply: SavedReply) => fillSavedReply(head.brandId, reply.id, { conversationId: head.id }), {
    done: ({ text, missing, labels }) => {
      onInsert(text)
      onDone()
      if (missing.length > 0) toast(say('service.insert.missing', { names: missing.join(', ') }))
      const fresh = labels.filter((one) => !head.labels.includes(one))
      if (fresh.length > 0) void changeMany(head.brandId, [head.id], { addLabels: fresh })
    },
    touches: [addressOfConversation(head.brandId, head.id)],
  })
  const all = asked.data?.items ?? []
  return (
    <div className={styles.picker}>
      <TextField
        label={say('service.search')}
        type="search"
        autoFocus
        before={<Icon name="search" size={16} />}
        value={q}
        onChange={setQ}
        onKeyDown={(event) => {
          const [first] = all
          if (event.key === 'Enter' && first && !fill.isPending) fill.mutate(first)
        }}
      />
      {asked.data && all.length === 0 && (
        <p className={styles.dim}>{say(q ? 'service.search.none' : 'service.reply.none')}</p>
      )}
      <ul>
        {all.slice(0, 30).map((reply) => (
          <li key={reply.id}>
            <button type="button" className={styles.choice} onClick={() => fill.mutate(reply)}>
              <span className={styles.choiceName}>
                <bdi>{reply.name}</bdi> {reply.shortcut && <Kbd>{`/${reply.shortcut}`}</Kbd>}
              </span>
              <span className={styles.textOf} dir="auto">
                {reply.texts[head.language ?? ''] ?? Object.values(reply.texts)[0]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
