import { useAct } from '../../api/ask.ts'
import { type CheckedItem, checklistPath, saySeen } from '../../api/checklist.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './checklist.module.css'

const signs = { good: 'check-circle', bad: 'x-circle', look: 'eye' } as const

/** One item: what was found, how to mend it, and where the network does not tell, the word of a person. */
export function ItemRow({ accountId, item, mayAct }: { accountId: string; item: CheckedItem; mayAct: boolean }) {
  const say = useWords()
  const brand = useBrand()
  const seen = useAct((isGood: boolean | null) => saySeen(brand.id, { accountId, item: item.item, isGood }), {
    touches: [checklistPath(brand.id)],
  })
  const asks = item.verdict === 'look' || item.seen !== null
  return (
    <li className={styles.item} data-verdict={item.verdict}>
      <Icon name={signs[item.verdict]} label={say(`checklist.verdict.${item.verdict}`)} />
      <div className={styles.words}>
        <p className={styles.name}>{say(`checklist.item.${item.item}`)}</p>
        <p>{item.seen ? say('checklist.seen', { person: item.seen.by }) : item.found}</p>
        {item.mend && item.verdict === 'bad' && <p className={styles.dim}>{item.mend}</p>}
        {asks && mayAct && (
          <div className={styles.answers}>
            {item.seen ? (
              <Button size="s" variant="quiet" isPending={seen.isPending} onPress={() => seen.mutate(null)}>
                {say('checklist.takeBack')}
              </Button>
            ) : (
              <>
                <Button size="s" icon="check" isPending={seen.isPending} onPress={() => seen.mutate(true)}>
                  {say('checklist.isGood')}
                </Button>
                <Button size="s" icon="close" isPending={seen.isPending} onPress={() => seen.mutate(false)}>
                  {say('checklist.isBad')}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </li>
  )
}
