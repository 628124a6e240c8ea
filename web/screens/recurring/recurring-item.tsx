import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { post as postOf } from '../../api/content.ts'
import { changeRecurring, endRecurring, type Recurring } from '../../api/planning.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Confirm } from '../../ui/dialog.tsx'
import { Badge, Skeleton } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Dim, Row } from '../../ui/layout.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './recurring.module.css'
import { RepeatDialog } from './repeat-dialog.tsx'
import { useEndWords, useRuleWords } from './rule-words.ts'

export function RecurringItem({ recurring }: { recurring: Recurring }) {
  const say = useWords()
  const mayChange = useMayHere('editor')
  const inWords = useRuleWords()
  const endInWords = useEndWords()
  return (
    <li
      ref={useSought(recurring.id)}
      id={recurring.id}
      className={styles.item}
      data-paused={recurring.paused || undefined}
    >
      <div className={styles.top}>
        <span className={styles.sign}>
          <Icon name={recurring.paused ? 'pause' : 'repeat'} />
        </span>
        <div className={styles.words}>
          <h2>{inWords(recurring)}</h2>
          <PostLink postId={recurring.postId} />
          <Row gap={2}>
            {recurring.paused && <Badge tone="warn">{say('recurring.paused')}</Badge>}
            <Dim>
              {[
                recurring.start.zone.replaceAll('_', ' '),
                endInWords(recurring),
                say('recurring.made', { count: recurring.made }),
              ].join(' · ')}
            </Dim>
          </Row>
        </div>
        {mayChange && <Acts recurring={recurring} />}
      </div>
      <Next recurring={recurring} />
    </li>
  )
}

/** A link names the one it leads to, which stands there only after the list has come. */
function useSought(id: string) {
  const place = useRef<HTMLLIElement>(null)
  const { hash } = useLocation()
  useEffect(() => {
    if (hash === id) place.current?.scrollIntoView({ block: 'center' })
  }, [hash, id])
  return place
}

function PostLink({ postId }: { postId: string }) {
  const say = useWords()
  const brand = useBrand()
  const { data: post, error } = useQuery(postOf(brand.id, postId))
  if (error) return <Dim>{error.saidIn(say)}</Dim>
  if (!post) return <Skeleton width="16rem" />
  return (
    <Link to={`/brands/${brand.id}/posts/${postId}`} className={styles.post}>
      {post.title || post.body.parts[0]?.text.trim() || say('recurring.untitled')}
    </Link>
  )
}

function Next({ recurring }: { recurring: Recurring }) {
  const say = useWords()
  const format = useFormat()
  if (recurring.paused) return null
  if (recurring.next.length === 0) return <Dim>{say('recurring.over')}</Dim>
  return (
    <div className={styles.next}>
      <h3>{say('recurring.next')}</h3>
      <ol>
        {recurring.next.map((at) => (
          <li key={at}>
            <time dateTime={at}>{format.moment(at, recurring.start.zone)}</time>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Acts({ recurring }: { recurring: Recurring }) {
  const say = useWords()
  const brand = useBrand()
  const [asking, setAsking] = useState<'change' | 'end' | null>(null)
  const touches = [`/api/brands/${brand.id}`, '/api/calendar']
  const pause = useAct((paused: boolean) => changeRecurring(brand.id, recurring.id, { paused }), {
    touches,
    done: (_, paused) =>
      paused
        ? toast(say('recurring.pausedNow'), { act: { text: say('ui.undo'), onAct: () => pause.mutate(false) } })
        : toast(say('recurring.resumedNow')),
  })
  const end = useAct(() => endRecurring(brand.id, recurring.id), { touches, done: say('recurring.endedNow') })
  const name = say('recurring.acts')
  return (
    <>
      <Menu label={name} placement="bottom end" trigger={<IconButton icon="more" label={name} />}>
        <MenuItem icon="edit" text={say('recurring.change')} onAction={() => setAsking('change')} />
        <MenuItem
          icon={recurring.paused ? 'play' : 'pause'}
          text={say(recurring.paused ? 'recurring.resume' : 'recurring.pause')}
          onAction={() => pause.mutate(!recurring.paused)}
        />
        <MenuItem icon="trash" danger text={say('recurring.end')} onAction={() => setAsking('end')} />
      </Menu>
      {asking === 'change' && <RepeatDialog recurring={recurring} onClose={() => setAsking(null)} />}
      <Confirm
        isOpen={asking === 'end'}
        onClose={() => setAsking(null)}
        title={say('recurring.end.title')}
        act={say('recurring.end')}
        danger
        isPending={end.isPending}
        onAct={() => end.mutate(undefined, { onSuccess: () => setAsking(null) })}
      >
        <p>{say('recurring.end.text')}</p>
      </Confirm>
    </>
  )
}
