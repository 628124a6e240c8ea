import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import {
  type AskedPeriod,
  type Baseline,
  baselines,
  baselinesPath,
  keepBaseline,
  removeBaseline,
} from '../../../api/listening-dashboard.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Confirm, Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, List, ListRow } from '../../../ui/layout.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { BaselineRepeatTable } from './baseline-repeat.tsx'
import styles from './dashboard.module.css'

/** Figures kept before something begins, to be held against those of later. */
export function BaselinesCard({ period }: { period: AskedPeriod }) {
  const say = useWords()
  const format = useFormat()
  const brand = useBrand()
  const mayChange = useMayHere('author')
  const kept = useQuery(baselines(brand.id)).data?.items ?? []
  const [naming, setNaming] = useState(false)
  const [compared, setCompared] = useState<string | null>(null)
  const [leaving, setLeaving] = useState<Baseline | null>(null)
  const touches = [baselinesPath(brand.id)]
  const remove = useAct((id: string) => removeBaseline(brand.id, id), { touches, done: () => setLeaving(null) })
  const days = ({ from, to }: Baseline) =>
    `${format.date(from, brand.zone)} – ${format.date(new Date(Date.parse(to) - 1), brand.zone)}`
  return (
    <Card
      title={say('figures.baselines')}
      acts={mayChange && <Button onPress={() => setNaming(true)}>{say('figures.baselines.keep')}</Button>}
    >
      <p className={styles.dim}>{say('figures.baselines.text')}</p>
      <List label={say('figures.baselines')}>
        {kept.map((one) => (
          <ListRow
            key={one.id}
            title={<bdi>{one.name}</bdi>}
            dim={`${days(one)} · ${say('figures.mentions.count', { count: one.all.mentions })}`}
            after={
              <>
                <Button
                  size="s"
                  aria-expanded={compared === one.id}
                  onPress={() => setCompared(compared === one.id ? null : one.id)}
                >
                  {say('figures.baselines.compare')}
                </Button>
                {mayChange && (
                  <Button size="s" onPress={() => setLeaving(one)}>
                    {say('figures.baselines.remove')}
                  </Button>
                )}
              </>
            }
          >
            {compared === one.id && <BaselineRepeatTable baseline={one} period={period} />}
          </ListRow>
        ))}
      </List>
      <Dialog isOpen={naming} onClose={() => setNaming(false)} title={say('figures.baselines.keep')}>
        <Naming period={period} touches={touches} onClose={() => setNaming(false)} />
      </Dialog>
      <Confirm
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        title={say('figures.baselines.leave', { name: leaving?.name ?? '' })}
        act={say('figures.baselines.remove')}
        onAct={() => leaving && remove.mutate(leaving.id)}
        isPending={remove.isPending}
        danger
      >
        {say('figures.baselines.leave.text')}
      </Confirm>
    </Card>
  )
}

type NamingProps = { period: AskedPeriod; touches: string[]; onClose: () => void }

function Naming({ period, touches, onClose }: NamingProps) {
  const say = useWords()
  const brand = useBrand()
  const [name, setName] = useState('')
  const keep = useAct(() => keepBaseline(brand.id, { ...period, name }), { quiet: true, touches, done: onClose })
  return (
    <Form
      onSubmit={() => keep.mutate(undefined)}
      failure={keep.error}
      fields={['name']}
      foot={
        <Button type="submit" variant="primary" isPending={keep.isPending}>
          {say('ui.save')}
        </Button>
      }
    >
      <TextField
        name="name"
        label={say('figures.baselines.name')}
        hint={say('figures.baselines.hint')}
        value={name}
        onChange={setName}
        maxLength={120}
        isRequired
        autoFocus
      />
    </Form>
  )
}
