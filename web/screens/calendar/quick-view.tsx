import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { networks } from '../../api/brand.ts'
import { type Post, post as postQuestion } from '../../api/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Avatar, Swatch } from '../../ui/avatar.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Badge, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { draftOf } from '../compose/draft/draft.ts'
import { Previews } from '../compose/preview/previews.tsx'
import { useVoices } from '../compose/rules.ts'
import { type EntryState, entryStates, stateIcons, stateTones } from './entry-state.ts'
import type { PlacedEntry } from './layout/place-entries.ts'
import styles from './quick-view.module.css'
import type { Around } from './use-calendar.ts'

type QuickViewProps = {
  placed: PlacedEntry
  anchor: HTMLElement
  around: Around
  mayWrite: boolean
  mayMove: boolean
  onMove: () => void
  onCarry: () => void
  onClose: () => void
}

/** A post at a glance: how it will look, how it stands on each account, and where to go on. */
export function QuickView({ placed, anchor, around, mayWrite, mayMove, onMove, onCarry, onClose }: QuickViewProps) {
  const say = useWords()
  const format = useFormat()
  const { entry } = placed
  const rubric = entry.rubricId ? around.rubrics.get(entry.rubricId) : undefined
  const trigger = useRef(anchor)
  const { data: post } = useQuery(postQuestion(entry.brandId, entry.postId))
  const title = entry.title.trim() || say('calendar.untitled')
  return (
    <Popover isOpen onOpenChange={(open) => !open && onClose()} triggerRef={trigger} placement={place()}>
      <Dialog aria-label={title} className={styles.panel ?? ''}>
        <header className={styles.top}>
          <Badge tone={stateTones[entry.state]} icon={stateIcons[entry.state]}>
            {say(`calendar.state.${entry.state}`)}
          </Badge>
          <IconButton size="s" icon="close" label={say('ui.close')} onPress={onClose} />
        </header>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.when}>
          <Icon name="clock" size={16} /> {format.moment(placed.at, around.zoneOf(entry.brandId))}
        </p>
        {rubric && (
          <p className={styles.when}>
            <Swatch color={rubric.color} /> {rubric.name}
          </p>
        )}
        {post ? <PostInside post={post} around={around} /> : <SkeletonRows rows={3} />}
        <footer className={styles.foot}>
          <ButtonLink
            variant="primary"
            size="s"
            icon="edit"
            to="/brands/$brandId/compose/$postId"
            params={{ brandId: entry.brandId, postId: entry.postId }}
          >
            {say(mayWrite ? 'calendar.open' : 'calendar.look')}
          </ButtonLink>
          {mayMove && (
            <>
              <Button size="s" icon="calendar" onPress={onMove}>
                {say('calendar.moveTo')}
              </Button>
              <Button size="s" variant="quiet" icon="keyboard" onPress={onCarry}>
                {say('calendar.pickUp')}
              </Button>
            </>
          )}
        </footer>
      </Dialog>
    </Popover>
  )
}

/** Beside the post there is no room on a phone. */
const place = () => (matchMedia('(max-width: 40rem)').matches ? 'bottom' : 'right top')

function PostInside({ post, around }: { post: Post; around: Around }) {
  const { data } = useQuery(networks())
  const known = useMemo(() => new Map((data?.items ?? []).map((one) => [one.id, one])), [data])
  const media = useMemo(() => new Map(post.media.map((one) => [one.id, one])), [post.media])
  const accounts = post.accountIds.flatMap((id) => around.accounts.get(id) ?? [])
  const [shown, setShown] = useState(accounts[0]?.id)
  const draft = useMemo(() => draftOf(post), [post])
  const voices = useVoices(draft, accounts, media, null)
  return (
    <>
      <ul className={styles.accounts}>
        {accounts.map((account) => {
          const publication = post.publications.find((one) => one.accountId === account.id)
          return (
            <li key={account.id}>
              <button
                type="button"
                className={styles.account}
                aria-pressed={shown === account.id}
                onClick={() => setShown(account.id)}
              >
                <Avatar name={account.name} src={account.avatarUrl} size={24} network={known.get(account.network)} />
                <span>{account.name}</span>
              </button>
              {publication && <PublicationState post={post} publication={publication} />}
            </li>
          )
        })}
      </ul>
      {shown && (
        <div className={styles.preview}>
          <Previews
            bare
            brandId={post.brandId}
            voices={voices}
            networks={known}
            media={media}
            plan={draft.plan}
            zone={around.zoneOf(post.brandId)}
            target={{ accountId: shown }}
          />
        </div>
      )}
    </>
  )
}

function PublicationState({ post, publication }: { post: Post; publication: Post['publications'][number] }) {
  const say = useWords()
  const state: EntryState = entryStates.find((one) => one === publication.state) ?? 'removed'
  return (
    <Link
      className={styles.state}
      to="/brands/$brandId/posts/$postId"
      params={{ brandId: post.brandId, postId: post.id }}
    >
      <Icon name={stateIcons[state]} size={16} />
      {say(`calendar.state.${state}`)}
    </Link>
  )
}
