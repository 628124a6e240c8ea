import { useEffect, useMemo, useState } from 'react'
import { optionFields } from '../../../networks/check-options.ts'
import type { SharedPost } from '../../api/approval.ts'
import { askAgain, desk, useAct } from '../../api/ask.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { NetworkPreview } from '../../preview/network-preview.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, type Tone } from '../../ui/feedback.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import type { Draft } from '../compose/draft/draft.ts'
import { contentFor } from '../compose/draft/resolve-content.ts'
import { useOnce } from '../compose/plan/use-once.ts'
import { useRules } from '../compose/rules.ts'
import styles from './client.module.css'
import type { Door } from './door.ts'

type ClientPostProps = {
  door: Door
  post: SharedPost
  place: { at: number; of: number }
  zone: string
  name: string
  onName: (name: string) => void
}

const tones: Record<SharedPost['stage'], Tone> = {
  draft: 'note',
  'in-review': 'note',
  'sent-back': 'warn',
  approved: 'good',
}

/** One post: how it will look on each account, when it goes out, and the client's answer. */
export function ClientPost({ door, post, place, zone, name, onName }: ClientPostProps) {
  const say = useWords()
  const format = useFormat()
  return (
    <article className={styles.post} aria-label={say('approval.client.post', place)}>
      <header className={styles.postTop}>
        <div>
          <p className={styles.place}>{say('approval.client.post', place)}</p>
          {post.title && <h2>{post.title}</h2>}
          <p className={styles.when}>
            {post.plan ? format.moment(post.plan.at, post.plan.zone) : say('approval.client.noDate')}
          </p>
        </div>
        <Badge tone={tones[post.stage]}>{say(`approval.client.stage.${post.stage}`)}</Badge>
      </header>
      <Looks door={door} post={post} zone={zone} />
      <Lines post={post} zone={zone} />
      {door.mayDecide && <Answer door={door} post={post} name={name} onName={onName} />}
    </article>
  )
}

function Looks({ door, post, zone }: { door: Door; post: SharedPost; zone: string }) {
  const say = useWords()
  const [shown, setShown] = useState(post.accounts[0]?.id)
  const known = useRules(post.accounts.map((account) => account.network))
  const media = useMemo(() => new Map(post.media.map((one) => [one.id, one])), [post.media])
  const account = post.accounts.find((one) => one.id === shown)
  const rules = account && known.get(account.network)
  const draft: Draft = {
    title: '',
    rubricId: null,
    language: null,
    labels: [],
    body: post.body,
    variants: post.variants,
    accountIds: [],
    plan: null,
    expiry: null,
  }
  return (
    <>
      {post.accounts.length > 1 && (
        <fieldset className={styles.accounts} aria-label={say('approval.client.accounts')}>
          {post.accounts.map((one) => {
            const network = known.get(one.network)
            return (
              <button key={one.id} type="button" aria-pressed={one.id === shown} onClick={() => setShown(one.id)}>
                <Avatar name={one.name} src={one.avatarUrl} size={24} network={network} />
                {network?.name ?? one.name}
              </button>
            )
          })}
        </fieldset>
      )}
      {account && rules ? (
        <div className={styles.preview}>
          <NetworkPreview
            network={account.network}
            account={{ ...account, server: '' }}
            content={contentFor(draft, account.id, {
              media,
              fields: optionFields(rules, account.facts),
              language: null,
            })}
            now={post.plan ? new Date(post.plan.at) : new Date()}
            zone={post.plan?.zone ?? zone}
            mediaUrl={(id) => ({ url: door.mediaUrl(id) })}
          />
        </div>
      ) : (
        <p className={styles.plain}>{post.body.parts.map((part) => part.text).join('\n\n')}</p>
      )}
    </>
  )
}

function Lines({ post, zone }: { post: SharedPost; zone: string }) {
  const say = useWords()
  const format = useFormat()
  const lines = post.lines.filter((line) => line.text !== '' || line.kind !== 'submitted')
  if (lines.length === 0) return null
  return (
    <ol className={styles.lines} aria-label={say('approval.client.talk')}>
      {lines.map((line) => (
        <li key={line.id}>
          <p>
            <strong>{line.by}</strong> {say(`compose.approval.${line.kind}`)}
          </p>
          {line.text && <p className={styles.words}>{line.text}</p>}
          <p className={styles.when}>{format.moment(line.at, zone)}</p>
        </li>
      ))}
    </ol>
  )
}

function Answer({ door, post, name, onName }: Pick<ClientPostProps, 'door' | 'post' | 'name' | 'onName'>) {
  const say = useWords()
  const once = useOnce()
  const [asking, setAsking] = useState(false)
  const [comment, setComment] = useState('')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const decide = useAct(
    (decision: 'approved' | 'sent-back') =>
      door.decide(
        post.id,
        { decision, comment: comment.trim(), name: name.trim(), version: post.version },
        `${key}-${decision}`,
      ),
    {
      quiet: true,
      done: (view) => {
        desk.setQueryData([door.path, {}], view)
        setAsking(false)
        setComment('')
        setKey(crypto.randomUUID())
      },
    },
  )
  const nameless = !door.isNamed && name.trim() === ''
  useEffect(() => {
    if (decide.error?.status === 409) void askAgain(door.path)
  }, [decide.error, door.path])
  if (post.stage === 'draft') return <p className={styles.when}>{say('approval.client.working')}</p>
  return (
    <fieldset className={styles.answer} aria-label={say('approval.client.answer')}>
      {decide.error && <Banner tone="bad" live title={decide.error.fields[0]?.message || decide.error.saidIn(say)} />}
      {post.stage === 'approved' && <Banner tone="good">{say('approval.client.thanks')}</Banner>}
      {!door.isNamed && (
        <TextField
          label={say('approval.client.yourName')}
          value={name}
          onChange={onName}
          maxLength={100}
          autoComplete="name"
          isRequired
        />
      )}
      {asking && (
        <TextArea
          autoFocus
          label={say('approval.client.comment')}
          value={comment}
          onChange={setComment}
          rows={3}
          maxLength={4000}
          isRequired
        />
      )}
      <div className={styles.acts}>
        {asking ? (
          <>
            <Button
              variant="primary"
              isDisabled={nameless || comment.trim() === ''}
              isPending={decide.isPending}
              onPress={() => once((settled) => decide.mutate('sent-back', settled))}
            >
              {say('approval.client.send')}
            </Button>
            <Button variant="quiet" onPress={() => setAsking(false)}>
              {say('ui.cancel')}
            </Button>
          </>
        ) : (
          <>
            {post.stage !== 'approved' && (
              <Button
                variant="primary"
                icon="check"
                isDisabled={nameless}
                isPending={decide.isPending}
                onPress={() => once((settled) => decide.mutate('approved', settled))}
              >
                {say('approval.client.approve')}
              </Button>
            )}
            <Button icon="comment" onPress={() => setAsking(true)}>
              {say('approval.client.ask')}
            </Button>
          </>
        )}
      </div>
      {nameless && <p className={styles.when}>{say('approval.client.nameFirst')}</p>}
    </fieldset>
  )
}
