import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { DueBadge } from '../../support/due-badge.tsx'
import { nameOf } from '../list/conversation-row.tsx'
import { webAddress } from '../timeline/fold-text.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import { BackButton } from './back-button.tsx'
import styles from './conversation.module.css'
import { MoreMenu } from './more-menu.tsx'
import { PeopleHere } from './people-here.tsx'
import { toneLooks } from './tone-icons.ts'
import { useConversationActs } from './use-conversation-acts.ts'
import { useOpen } from './use-open.ts'

/** Who it is, how it stands, and what can be done with it. */
export function Head() {
  const say = useWords()
  const { around, place } = useInbox()
  const { head } = useOpen()
  const acts = useConversationActs(head)
  const name = nameOf(head) || say('inbox.nobody')
  const network = around.networks.get(head.network)
  return (
    <header className={styles.head}>
      <BackButton />
      <button
        type="button"
        className={styles.who}
        onClick={place.openPanel}
        aria-label={say('inbox.context.open', { name })}
      >
        <Avatar name={name} src={webAddress(head.author?.avatarUrl)} size={32} network={network} />
      </button>
      <div className={styles.title}>
        <h2 className={styles.name}>
          <bdi>{name}</bdi>
        </h2>
        <Standing />
      </div>
      <PeopleHere />
      {acts.mayWrite && (
        <div className={styles.acts}>
          <IconButton
            className={styles.roomy}
            icon="team"
            label={
              head.assignee ? say('inbox.assignedTo.change', { name: head.assignee.name }) : say('inbox.act.assign')
            }
            onPress={acts.assign}
          />
          <IconButton className={styles.roomy} icon="snooze" label={say('inbox.act.snooze')} onPress={acts.snooze} />
          <IconButton className={styles.roomy} icon="tag" label={say('inbox.act.label')} onPress={acts.label} />
          {head.state === 'open' || head.state === 'snoozed' ? (
            <Button variant="primary" size="s" icon="check" onPress={acts.done}>
              {say('inbox.act.done')}
            </Button>
          ) : (
            <Button size="s" icon="undo" onPress={acts.reopen}>
              {say('inbox.act.reopen')}
            </Button>
          )}
          <MoreMenu acts={acts} />
        </div>
      )}
    </header>
  )
}

function Standing() {
  const say = useWords()
  const { around } = useInbox()
  const { head } = useOpen()
  const now = useNow()
  return (
    <p className={styles.standing}>
      <span>{say(`inbox.kind.${head.kind}`)}</span>
      <DueBadge dueAt={head.dueAt} now={now} zone={around.zoneOf(head.brandId)} />
      {head.state !== 'open' && <Badge tone="note">{say(`inbox.state.${head.state}`)}</Badge>}
      {head.tone && head.tone !== 'neutral' && (
        <Badge tone={toneLooks[head.tone]}>{say(`inbox.tone.${head.tone}`)}</Badge>
      )}
      {head.assignee && (
        <Badge icon="team">
          <bdi>{head.assignee.name}</bdi>
        </Badge>
      )}
      {head.labels.map((label) => (
        <Badge key={label} icon="tag">
          <bdi className={styles.label}>{label}</bdi>
        </Badge>
      ))}
    </p>
  )
}
