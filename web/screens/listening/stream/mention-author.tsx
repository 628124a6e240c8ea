import { useAct } from '../../../api/ask.ts'
import { hearAuthorAgain, type Mention, mentionsPath } from '../../../api/mentions.ts'
import { useNetwork } from '../../../api/use-network.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { readable } from '../../inbox/timeline/fold-text.ts'
import { plainAddress } from './address.ts'
import { authorName } from './mention-row.tsx'
import styles from './stream.module.css'
import { useMentionActs } from './use-mention-acts.ts'
import { useStream } from './use-stream.ts'

/** Who said it, how many hear them, and what else they said. */
export function MentionAuthor({ mention }: { mention: Mention }) {
  const say = useWords()
  const { place, may } = useStream()
  const { author, byAuthor, mutedId } = mention
  const network = useNetwork(mention.network ?? undefined)
  const acts = useMentionActs([mention])
  const name = authorName(mention, say)
  return (
    <header className={styles.author}>
      <Avatar name={name} src={author.avatarUrl} size={44} network={network} />
      <div className={styles.who}>
        <h2 className={styles.name}>
          {author.url ? (
            <a href={author.url} target="_blank" rel="noreferrer noopener">
              <bdi>{name}</bdi>
            </a>
          ) : (
            <bdi>{name}</bdi>
          )}
          {author.isBot && <Badge>{say('listen.bot')}</Badge>}
        </h2>
        <p className={styles.dim}>
          {author.handle && author.handle !== author.name && <bdi>{readable(author.handle)}</bdi>}
          {author.followers !== null && <span>{say('listen.followers', { count: author.followers })}</span>}
          {!author.key && <span>{mention.site}</span>}
        </p>
      </div>
      <div className={styles.authorActs}>
        {author.key && byAuthor > 1 && (
          <Button size="s" variant="quiet" onPress={() => place.show({ ...plainAddress, author: author.key ?? '' })}>
            {say('listen.byAuthor', { count: byAuthor - 1 })}
          </Button>
        )}
        {mutedId && may.work && <HearAgain authorId={mutedId} />}
        {author.key && !mutedId && may.work && (
          <Button size="s" variant="quiet" icon="block" onPress={acts.mute}>
            {say('listen.act.mute')}
          </Button>
        )}
      </div>
    </header>
  )
}

function HearAgain({ authorId }: { authorId: string }) {
  const say = useWords()
  const { brand } = useStream()
  const hear = useAct(() => hearAuthorAgain(brand.id, authorId), {
    touches: [mentionsPath(brand.id)],
    done: say('listen.did.heardAgain'),
  })
  return (
    <Button size="s" variant="quiet" icon="listen" isPending={hear.isPending} onPress={() => hear.mutate()}>
      {say('listen.act.unmute')}
    </Button>
  )
}
