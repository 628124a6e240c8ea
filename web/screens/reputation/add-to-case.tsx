import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import type { Conversation } from '../../api/inbox.ts'
import { addToCase, casesOfConversation, casesPath } from '../../api/reputation.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { CaseDialog } from './case/case-dialog.tsx'
import styles from './reputation.module.css'

/** The cases a conversation is in, and the way to add it to one or to open one with it. */
export function AddToCase({ head }: { head: Pick<Conversation, 'id' | 'brandId'> }) {
  const say = useWords()
  const asked = useQuery(casesOfConversation(head.brandId, head.id))
  const [isMaking, setMaking] = useState(false)
  const touches = [String(casesOfConversation(head.brandId, head.id).queryKey[0]), casesPath(head.brandId)]
  const add = useAct(
    (caseId: string) => addToCase(head.brandId, caseId, 'conversations', { conversationIds: [head.id] }),
    { touches, done: say('repute.addToCase.done') },
  )
  if (!asked.data) return null
  const { items, may } = asked.data
  const others = items.filter((one) => !one.isIn)
  return (
    <section className={styles.cases} aria-label={say('repute.addToCase.section')}>
      {items
        .filter((one) => one.isIn)
        .map((one) => (
          <p key={one.id}>
            <Link to="/brands/$brandId/reputation/cases/$caseId" params={{ brandId: head.brandId, caseId: one.id }}>
              {say('repute.addToCase.in', { title: one.title })}
            </Link>
          </p>
        ))}
      {may.gather && (others.length > 0 || may.make) && (
        <PopoverPanel
          label={say('repute.addToCase')}
          trigger={
            <Button size="s" icon="flag">
              {say('repute.addToCase')}
            </Button>
          }
        >
          {(close) => (
            <div className={styles.picker}>
              <ul>
                {others.map((one) => (
                  <li key={one.id}>
                    <button
                      type="button"
                      className={styles.choice}
                      onClick={() => {
                        add.mutate(one.id)
                        close()
                      }}
                    >
                      <bdi>{one.title}</bdi>
                    </button>
                  </li>
                ))}
              </ul>
              {may.make && (
                <Button
                  icon="plus"
                  onPress={() => {
                    close()
                    setMaking(true)
                  }}
                >
                  {say('repute.case.add')}
                </Button>
              )}
            </div>
          )}
        </PopoverPanel>
      )}
      {isMaking && <CaseDialog brandId={head.brandId} conversationIds={[head.id]} onClose={() => setMaking(false)} />}
    </section>
  )
}
