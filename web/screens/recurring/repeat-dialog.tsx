import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeRecurring, makeRecurring, type Recurring } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { toast } from '../../ui/toast.tsx'
import { resolveWall, wallIn } from '../calendar/time/resolve-wall.ts'
import { comingWalls } from './coming-dates.ts'
import styles from './recurring.module.css'
import { RepeatFields } from './repeat-fields.tsx'
import { useRuleWords } from './rule-words.ts'
import { firstWish, type Ready, readWish, type Wish, wishOf } from './wish.ts'

type RepeatDialogProps = {
  onClose: () => void
  onDone?: (made: Recurring) => void
} & (
  | { post: { id: string; plan: { wall: string; zone: string } | null; isOut: boolean }; recurring?: undefined }
  | { recurring: Recurring; post?: undefined }
)

/** Lets a post come again, or changes how: what is asked, and the dates it would give. */
export function RepeatDialog({ post, recurring, onClose, onDone }: RepeatDialogProps) {
  const say = useWords()
  const brand = useBrand()
  const [wish, setWish] = useState<Wish>(() =>
    recurring ? wishOf(recurring) : firstWish(post.plan, brand.zone, post.isOut, Date.now()),
  )
  const read = readWish(wish)
  const save = useAct(
    ({ start, repeat, until, times }: Ready) =>
      recurring
        ? changeRecurring(brand.id, recurring.id, { start, repeat, until, times })
        : makeRecurring(brand.id, { postId: post.id, start, repeat, until, times }),
    {
      touches: [`/api/brands/${brand.id}`, '/api/calendar'],
      quiet: true,
      done: (made) => {
        toast(say(recurring ? 'recurring.changed' : 'recurring.madeNow'))
        onDone?.(made)
        onClose()
      },
    },
  )
  return (
    <Dialog isOpen onClose={onClose} title={say(recurring ? 'recurring.change.title' : 'recurring.make.title')}>
      <Form
        onSubmit={() => 'ready' in read && !save.isPending && save.mutate(read.ready)}
        failure={save.error}
        fields={[]}
        foot={
          <>
            <Button type="submit" variant="primary" isDisabled={!('ready' in read)} isPending={save.isPending}>
              {say(recurring ? 'ui.save' : 'recurring.make')}
            </Button>
            <Button onPress={onClose}>{say('ui.cancel')}</Button>
          </>
        }
      >
        {post?.isOut && <Banner tone="note">{say('recurring.make.besides')}</Banner>}
        {recurring && <Banner tone="note">{say('recurring.change.text')}</Banner>}
        <RepeatFields wish={wish} onChange={setWish} />
        {'ready' in read && <Coming rule={read.ready} />}
      </Form>
    </Dialog>
  )
}

/** The next dates of what is asked for, so that nobody has to do the sum. */
function Coming({ rule }: { rule: Ready }) {
  const say = useWords()
  const format = useFormat()
  const inWords = useRuleWords()
  const { wall, zone } = rule.start
  const walls = comingWalls(
    { start: wall, repeat: rule.repeat, until: rule.until?.wall ?? null, times: rule.times },
    wallIn(zone, Date.now()),
    5,
  )
  if (walls.length === 0) return <Banner tone="warn">{say('recurring.never')}</Banner>
  return (
    <section className={styles.coming} aria-live="polite" aria-label={say('recurring.next')}>
      <p className={styles.rule}>{inWords(rule)}</p>
      <ol>
        {walls.map((one) => {
          const { at } = resolveWall(one, zone)
          return (
            <li key={one}>
              <time dateTime={new Date(at).toISOString()}>
                <span className={styles.weekday}>
                  {format.weekday(new Date(`${one}:00Z`).getUTCDay() || 7, 'short')}
                </span>{' '}
                {format.moment(at, zone)}
              </time>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
