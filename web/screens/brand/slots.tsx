import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { accounts, type NewSlot, networks, replaceSlots, rubrics, type Slot, slots } from '../../api/brand.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card, Columns, Dim } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import { AddSlot } from './add-slot.tsx'
import styles from './slots.module.css'

const week = [1, 2, 3, 4, 5, 6, 7]

/** The week's places for the queue, on the brand's clock. */
export function Slots({ brandId }: { brandId: string }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const mayChange = useMayHere('editor')
  const asked = useQuery(slots(brandId))
  const owned = useQuery(accounts(brandId)).data
  const kinds = useQuery(rubrics(brandId)).data
  const every = useQuery(networks()).data
  const [adding, setAdding] = useState<number | null>(null)
  const save = useAct((all: NewSlot[]) => replaceSlots(brandId, all), { touches: [`/api/brands/${brandId}/slots`] })
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data || !owned || !kinds) return <SkeletonRows />
  const publishedTo = owned.items.filter(
    (account) => every?.items.find((network) => network.id === account.network)?.can.publish !== false,
  )
  const known = { accounts: publishedTo, rubrics: kinds.items }
  const all = asked.data.items
  const remove = (slot: Slot) =>
    save.mutate(
      all.filter((one) => one.id !== slot.id),
      {
        onSuccess: () =>
          toast(say('brands.slot.deleted'), { act: { text: say('ui.undo'), onAct: () => save.mutate(all) } }),
      },
    )
  return (
    <Card title={say('brands.slots')}>
      <Dim>{say('brands.slots.lead', { zone: zone.replaceAll('_', ' '), name: format.zoneName(zone) })}</Dim>
      <Columns min="7.75rem">
        {week.map((weekday) => (
          <section key={weekday} className={styles.day}>
            <header className={styles.top}>
              <h3>{format.weekday(weekday)}</h3>
              {mayChange && (
                <IconButton
                  icon="plus"
                  size="s"
                  label={say('brands.slot.addOn', { day: format.weekday(weekday) })}
                  onPress={() => setAdding(weekday)}
                />
              )}
            </header>
            <ul className={styles.slots}>
              {all
                .filter((slot) => slot.weekday === weekday)
                .sort((a, b) => a.time.localeCompare(b.time))
                .map((slot) => (
                  <li key={slot.id} className={styles.slot}>
                    <span className={styles.time}>{format.wallTime(slot.time)}</span>
                    <SlotWords slot={slot} known={known} />
                    {mayChange && (
                      <IconButton
                        icon="close"
                        size="s"
                        label={say('brands.slot.delete', {
                          day: format.weekday(weekday),
                          time: format.wallTime(slot.time),
                        })}
                        onPress={() => remove(slot)}
                      />
                    )}
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </Columns>
      {adding !== null && (
        <AddSlot
          weekday={adding}
          zone={zone}
          known={known}
          isPending={save.isPending}
          onClose={() => setAdding(null)}
          onAdd={(made) => save.mutate([...all, ...made], { onSuccess: () => setAdding(null) })}
        />
      )}
    </Card>
  )
}

type Known = { accounts: { id: string; name: string }[]; rubrics: { id: string; name: string; color: string }[] }

function SlotWords({ slot, known }: { slot: Slot; known: Known }) {
  const format = useFormat()
  const rubric = known.rubrics.find((one) => one.id === slot.rubricId)
  const names = known.accounts.filter((one) => slot.accountIds.includes(one.id)).map((one) => one.name)
  if (!rubric && names.length === 0) return null
  return (
    <span className={styles.words}>
      {rubric && (
        <span className={styles.rubric}>
          <Swatch color={rubric.color} /> {rubric.name}
        </span>
      )}
      {names.length > 0 && <span>{format.list(names)}</span>}
    </span>
  )
}
