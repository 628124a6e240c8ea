import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { failureOf } from '../../../api/failure.ts'
import { mention as asked, type Mention } from '../../../api/mentions.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, Banner, SkeletonRows } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { SaidMedia } from '../../inbox/timeline/said-media.tsx'
import { feelingIcons, feelingLooks } from './feeling-looks.ts'
import { useLanguageName } from './languages.ts'
import { MarkedText } from './marked-text.tsx'
import { MentionActs } from './mention-acts.tsx'
import { MentionAuthor } from './mention-author.tsx'
import { MentionWhy } from './mention-why.tsx'
import styles from './stream.module.css'
import { useMentionActs } from './use-mention-acts.ts'
import { useStream } from './use-stream.ts'

/** One mention, whole: its words with what was found in them, why, who said it and what may be done. */
export function MentionPane({ id }: { id: string }) {
  const say = useWords()
  const { brand, place } = useStream()
  const { data, error, refetch } = useQuery(asked(brand.id, id))
  useSeen(data)
  return (
    <article className={styles.pane} aria-label={say('listen.mention')}>
      <IconButton className={styles.back} icon="arrow-left" label={say('listen.back')} onPress={place.close} />
      {error && !data && (
        <Banner
          tone="bad"
          title={failureOf(error).saidIn(say)}
          acts={<Button onPress={() => void refetch()}>{say('shell.error.again')}</Button>}
        />
      )}
      {!data && !error && <SkeletonRows rows={4} height="4rem" />}
      {data && <Whole mention={data} />}
    </article>
  )
}

/** What lies open has been seen, once: who marks it unseen meanwhile means it. */
function useSeen(mention: Mention | undefined): void {
  const { changes, may } = useStream()
  const seen = useRef('')
  useEffect(() => {
    if (!mention || seen.current === mention.id) return
    seen.current = mention.id
    if (may.work && !mention.isSeen) void changes.change([mention], { seen: true })
  }, [mention, may.work, changes])
}

function Whole({ mention }: { mention: Mention }) {
  const say = useWords()
  return (
    <>
      <MentionAuthor mention={mention} />
      <Facts mention={mention} />
      <MentionActs targets={[mention]} />
      {mention.titleMarked && (
        <h2 className={styles.title}>
          <MarkedText {...mention.titleMarked} />
        </h2>
      )}
      {mention.isDeleted ? (
        <p className={styles.dim}>{say('listen.deleted.text')}</p>
      ) : (
        <div className={styles.text} dir="auto">
          <MarkedText {...mention.text} />
        </div>
      )}
      <SaidMedia media={mention.media.flatMap(({ url, ...one }) => (url ? [{ ...one, url }] : []))} />
      <Ways mention={mention} />
      <MentionWhy mention={mention} />
    </>
  )
}

function Facts({ mention }: { mention: Mention }) {
  const say = useWords()
  const format = useFormat()
  const { brand } = useStream()
  const languageOf = useLanguageName()
  const { sentiment, intent, language, country, reach, confidence, corrected } = mention
  const isSaid = corrected.includes('sentiment')
  return (
    <p className={styles.facts}>
      <time dateTime={mention.at}>{format.moment(mention.at, brand.zone)}</time>
      <Badge tone={feelingLooks[sentiment]} icon={feelingIcons[sentiment]}>
        {say(`listen.feeling.${sentiment}`)}
      </Badge>
      <span className={styles.dim}>
        {isSaid ? say('listen.corrected') : say('listen.sure', { percent: format.percent(confidence) })}
      </span>
      {intent && intent !== 'other' && <Badge>{say(`listen.intent.${intent}`)}</Badge>}
      {language && <Badge icon="globe">{languageOf(language)}</Badge>}
      {country && <Badge>{country}</Badge>}
      {reach !== null && <span className={styles.dim}>{say('listen.reach', { count: reach })}</span>}
      {mention.isEdited && <Badge>{say('inbox.edited')}</Badge>}
      {mention.isSpam && <Badge tone="bad">{say('listen.folder.spam')}</Badge>}
      {mention.assignee && <Badge icon="team">{mention.assignee.name}</Badge>}
      {mention.labels.map((label) => (
        <Badge key={label} icon="tag">
          {label}
        </Badge>
      ))}
    </p>
  )
}

/** Out to where it stands, and to where it is answered. */
function Ways({ mention }: { mention: Mention }) {
  const say = useWords()
  const { may } = useStream()
  const acts = useMentionActs([mention])
  const isHere = mention.conversationId !== null || mention.answering.length > 0
  return (
    <p className={styles.ways}>
      {may.work && !mention.isDeleted && (isHere || mention.url) && (
        <Button variant="primary" icon="reply" onPress={acts.answer}>
          {say(isHere ? 'listen.act.answer' : 'listen.act.answerThere')}
        </Button>
      )}
      {mention.url && (
        <a className={styles.out} href={mention.url} target="_blank" rel="noreferrer noopener">
          <Icon name="external" size={16} /> {say('listen.open', { site: mention.site })}
        </a>
      )}
    </p>
  )
}
