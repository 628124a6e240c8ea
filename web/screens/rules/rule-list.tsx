import { useState } from 'react'
import { GridList } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { useAct } from '../../api/ask.ts'
import { orderRules, type Rule, rulesPath } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { moved } from '../../ui/moved.ts'
import { dropped } from './dropped.ts'
import { RuleRow } from './rule-row.tsx'
import styles from './rules.module.css'

/** Put in order by dragging, by the arrows beside each, or by the keyboard alone. */
export function RuleList({ rules }: { rules: Rule[] }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const [wanted, setWanted] = useState<string[] | null>(null)
  const order = useAct((ids: string[]) => orderRules(brand.id, ids), { touches: [rulesPath(brand.id)] })
  const put = (ids: string[]) => {
    setWanted(ids)
    // Settled is it once the rules have come again: before that they stand in their old order.
    order.mutate(ids, { onSettled: () => setWanted(null) })
  }
  const byId = new Map(rules.map((one) => [one.id, one]))
  const shown = wanted ? wanted.flatMap((id) => byId.get(id) ?? []) : rules
  const ids = shown.map((one) => one.id)
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayChange,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': byId.get(String(key))?.name ?? '' })),
    onReorder: ({ keys, target }) => put(dropped(ids, [...keys].map(String), String(target.key), target.dropPosition)),
  })
  return (
    <GridList
      aria-label={say('rules.list')}
      className={styles.rules ?? ''}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
    >
      {shown.map((rule, at) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          place={{ at, of: shown.length }}
          mayChange={mayChange}
          onMove={(to) => put(moved(ids, at, to))}
        />
      ))}
    </GridList>
  )
}
