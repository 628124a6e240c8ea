import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import type { Conversation } from '../../api/inbox.ts'
import { type BankItem, bank, bankPath, takeFromBank } from '../../api/reputation.ts'
import { useWords } from '../../i18n/words.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './reputation.module.css'

type InsertBankProps = { head: Conversation; onInsert: (words: string) => void }

/** Words of the bank, in the language of who is answered. */
export function InsertBank({ head, onInsert }: InsertBankProps) {
  const say = useWords()
  return (
    <PopoverPanel
      label={say('repute.bank.insert')}
      placement="top start"
      trigger={<IconButton icon="ledger" label={say('repute.bank.insert')} />}
    >
      {(close) => <Items head={head} onInsert={onInsert} onDone={close} />}
    </PopoverPanel>
  )
}

function Items({ head, onInsert, onDone }: InsertBankProps & { onDone: () => void }) {
  const say = useWords()
  const [q, setQ] = useState('')
  const asked = useQuery({ ...bank(head.brandId, { q: useDeferredValue(q) }), placeholderData: (before) => before })
  const take = useAct((item: BankItem) => takeFromBank(head.brandId, item.id, head.id), {
    touches: [bankPath(head.brandId)],
    done: ({ text }) => {
      onInsert(text)
      onDone()
    },
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
      />
      {asked.data && all.length === 0 && (
        <p className={styles.dim}>{say(q ? 'service.search.none' : 'repute.bank.none')}</p>
      )}
      <ul>
        {all.slice(0, 30).map((item) => (
          <li key={item.id}>
            <button type="button" className={styles.choice} onClick={() => take.mutate(item)}>
              <span>
                <bdi>{item.title}</bdi> <Badge>{say(`repute.bank.${item.kind}`)}</Badge>
              </span>
              <span className={styles.textOf} dir="auto">
                {item.texts[head.language ?? ''] ?? Object.values(item.texts)[0]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
