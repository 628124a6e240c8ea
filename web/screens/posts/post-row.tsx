import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Account, Rubric } from '../../api/brand.ts'
import { type PostLine, thumbnailUrl } from '../../api/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { AccountFace } from '../../shell/account-face.tsx'
import { Swatch } from '../../ui/avatar.tsx'
import { Badge, type Tone } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ListRow } from '../../ui/layout.tsx'
import styles from './posts.module.css'
import { worstOf } from './worst-of.ts'

const stageTones: Record<PostLine['stage'], Tone> = {
  draft: 'plain',
  'in-review': 'note',
  'sent-back': 'warn',
  approved: 'good',
}

type PostRowProps = {
  post: PostLine
  accounts: Account[]
  rubric: Rubric | undefined
  zone: string
  /** What is offered in place of where it stands. */
  act?: ReactNode
}

export function PostRow({ post, accounts, rubric, zone, act }: PostRowProps) {
  const say = useWords()
  const format = useFormat()
  const faces = accounts.filter((account) => post.accountIds.includes(account.id)).slice(0, 5)
  return (
    <ListRow
      before={<Thumbnail post={post} />}
      title={
        <Link to={`/brands/${post.brandId}/posts/${post.id}`} className={styles.title}>
          {post.title || post.excerpt || say('posts.untitled')}
        </Link>
      }
      after={
        <>
          <span className={styles.faces}>
            {faces.map((account) => (
              <AccountFace key={account.id} account={account} size={26} />
            ))}
          </span>
          {act || <Standing post={post} />}
        </>
      }
    >
      {post.title && post.excerpt && <p className={styles.excerpt}>{post.excerpt}</p>}
      <p className={styles.excerpt}>
        <span>
          {rubric && (
            <span className={styles.rubric}>
              <Swatch color={rubric.color} /> {rubric.name}
            </span>
          )}
          {rubric && ' · '}
          {post.plan ? format.moment(post.plan.at, post.plan.zone || zone) : say('posts.unplanned')}
        </span>
      </p>
    </ListRow>
  )
}

function Standing({ post }: { post: PostLine }) {
  const say = useWords()
  const state = worstOf(post.publications.map((one) => one.state))
  if (state) return <StateBadge state={state} />
  return <Badge tone={stageTones[post.stage]}>{say(`posts.stage.${post.stage}`)}</Badge>
}

function Thumbnail({ post }: { post: PostLine }) {
  if (post.thumbnailMediaId)
    return (
      <img className={styles.thumbnail} src={thumbnailUrl(post.brandId, post.thumbnailMediaId)} alt="" loading="lazy" />
    )
  return (
    <span className={`${styles.thumbnail} ${styles.noThumbnail}`}>
      <Icon name={post.parts > 1 ? 'thread' : 'posts'} />
    </span>
  )
}

const stateTones: Record<string, Tone> = {
  planned: 'note',
  sending: 'accent',
  published: 'good',
  rejected: 'bad',
  unknown: 'warn',
  missed: 'warn',
  removing: 'accent',
}

export function StateBadge({ state }: { state: string }) {
  const say = useWords()
  return <Badge tone={stateTones[state] ?? 'plain'}>{say(`posts.state.${state}`)}</Badge>
}
