import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { AddToCase } from '../../reputation/add-to-case.tsx'
import { addressFrom, searchFor } from '../address.ts'
import { useOpen } from '../conversation/use-open.ts'
import { nameOf } from '../list/conversation-row.tsx'
import { readable, webAddress } from '../timeline/fold-text.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import styles from './context.module.css'

/** Who speaks, and how the conversation stands: since when they wait, until when an answer is due, who has it. */
export function ContextPane() {
  const { head } = useOpen()
  return (
    <div className={styles.context}>
      <Who />
      <Facts />
      <AddToCase head={head} />
    </div>
  )
}

function Who() {
  const say = useWords()
  const { around } = useInbox()
  const { head } = useOpen()
  const name = nameOf(head) || say('inbox.nobody')
  const there = webAddress(head.author?.url)
  return (
    <section className={styles.who}>
      <Avatar
        name={name}
        src={webAddress(head.author?.avatarUrl)}
        size={56}
        network={around.networks.get(head.network)}
      />
      <h3 className={styles.name}>
        <bdi>{name}</bdi>
      </h3>
      {head.author?.handle && <bdi className={styles.dim}>{readable(head.author.handle)}</bdi>}
      {there && (
        <a href={there} target="_blank" rel="noreferrer noopener">
          {say('inbox.profile')} <Icon name="external" size={14} className={styles.sign} />
        </a>
      )}
      {head.personId && (
        <Link to="/brands/$brandId/people/$personId" params={{ brandId: head.brandId, personId: head.personId }}>
          {say('inbox.person.page')}
        </Link>
      )}
      {head.personId && (
        <Link to="/inbox" search={searchFor({ ...addressFrom({ folder: 'all' }), person: head.personId }) as never}>
          {say('inbox.person.all')}
        </Link>
      )}
    </section>
  )
}

function Facts() {
  const say = useWords()
  const format = useFormat()
  const { around } = useInbox()
  const { head } = useOpen()
  const now = useNow()
  const zone = around.zoneOf(head.brandId)
  const moment = (at: string | null, isPast = true) =>
    at && (
      <time dateTime={at} title={format.moment(at, zone)}>
        {format.relative(at, isPast ? Math.max(now, Date.parse(at)) : now)}
      </time>
    )
  const due = (at: string | null) =>
    at && <Badge tone={Date.parse(at) < now ? 'bad' : 'plain'}>{moment(at, false)}</Badge>
  const account = around.accounts.get(head.accountId)
  const brand = around.brands.find((one) => one.id === head.brandId)
  const languages = new Intl.DisplayNames([document.documentElement.lang], { type: 'language' })
  return (
    <dl className={styles.facts}>
      <Fact name={say('inbox.fact.account')}>{account && <bdi>{account.name}</bdi>}</Fact>
      <Fact name={say('inbox.fact.brand')}>{brand && around.brands.length > 1 && brand.name}</Fact>
      <Fact name={say('inbox.fact.assignee')}>{head.assignee?.name ?? say('inbox.nobodyAssigned')}</Fact>
      <Fact name={say('inbox.fact.waiting')}>{moment(head.waitingSince)}</Fact>
      <Fact name={say('inbox.fact.answerDue')}>{due(head.due.answer)}</Fact>
      <Fact name={say('inbox.fact.nextDue')}>{due(head.due.next)}</Fact>
      <Fact name={say('inbox.fact.resolveDue')}>{due(head.due.resolve)}</Fact>
      <Fact name={say('inbox.fact.firstAnswer')}>{moment(head.firstAnswerAt)}</Fact>
      <Fact name={say('inbox.fact.snoozedUntil')}>
        {head.state === 'snoozed' && head.snoozedUntil && format.moment(head.snoozedUntil, zone)}
      </Fact>
      <Fact name={say('inbox.language')}>{head.language && nameOfLanguage(languages, head.language)}</Fact>
      <Fact name={say('inbox.fact.count')}>{format.number(head.count)}</Fact>
    </dl>
  )
}

/** Networks tell languages in all shapes; what is no tag is shown as it came. */
function nameOfLanguage(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag
  } catch (cause) {
    if (cause instanceof RangeError) return tag
    throw cause
  }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === false || children === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
