import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { addToCase, cases, casesPath } from '../../api/reputation.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PopoverPanel } from '../../ui/popover.tsx'
import { CaseDialog } from './case/case-dialog.tsx'
import styles from './reputation.module.css'

type AddManyProps = { brandId: string; conversationIds: string[]; mayMake: boolean; onDone: () => void }

/** Puts all that are chosen into one case, or opens one with them. */
export function AddManyToCase({ brandId, conversationIds, mayMake, onDone }: AddManyProps) {
  const say = useWords()
  const [isMaking, setMaking] = useState(false)
  return (
    <>
      <PopoverPanel
        label={say('repute.addToCase')}
        trigger={<IconButton icon="flag" label={say('repute.addToCase')} />}
      >
        {(close) => (
          <Cases
            {...{ brandId, conversationIds, mayMake }}
            onMake={() => {
              close()
              setMaking(true)
            }}
            onDone={() => {
              close()
              onDone()
            }}
          />
        )}
      </PopoverPanel>
      {isMaking && (
        <CaseDialog
          brandId={brandId}
          conversationIds={conversationIds}
          onMade={onDone}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}

function Cases({ brandId, conversationIds, mayMake, onMake, onDone }: AddManyProps & { onMake: () => void }) {
  const say = useWords()
  const open = useQuery(cases(brandId, 'standing')).data?.items
  const add = useAct((caseId: string) => addToCase(brandId, caseId, 'conversations', { conversationIds }), {
    touches: [casesPath(brandId), `/api/brands/${brandId}/conversations`],
    done: () => onDone(),
  })
  return (
    <div className={styles.picker}>
      {open?.length === 0 && <p className={styles.dim}>{say('repute.cases.none')}</p>}
      <ul>
        {open?.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.choice} onClick={() => add.mutate(one.id)}>
              <bdi>{one.title}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {mayMake && (
        <Button icon="plus" onPress={onMake}>
          {say('repute.case.add')}
        </Button>
      )}
    </div>
  )
}
