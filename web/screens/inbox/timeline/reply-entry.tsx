import { memo, useEffect, useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { approveReply, cancelReply, type Reply, sendBackReply } from '../../../api/inbox.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Badge, type Tone } from '../../../ui/feedback.tsx'
import { useEntryPlace } from '../conversation/use-entry-place.ts'
import { allowUndo } from '../undo.ts'
import { useInbox } from '../use-inbox.ts'
import { useNow } from '../use-now.ts'
import { webAddress } from './fold-text.ts'
import { SaidText } from './said-text.tsx'
import { SendBack } from './send-back.tsx'
import { ApprovedBy, OnlyForThem, SentMedia, WayBadge } from './sent-from-here.tsx'
import styles from './timeline.module.css'

const tones: Record<Reply['state'], Tone> = {
  ...{ 'waiting-approval': 'note', 'sent-back': 'warn', going: 'accent', sent: 'good' },
  ...{ rejected: 'bad', unknown: 'warn', cancelled: 'plain' },
}

type ReplyEntryProps = { reply: Reply; at: string; zone: string }

/** An answer and how far it has come: to be approved, about to go, gone, or why not. */
export const ReplyEntry = memo(function ReplyEntry({ reply, at, zone }: ReplyEntryProps) {
  const say = useWords()
  const format = useFormat()
  const there = webAddress(reply.url)
  return (
    <article
      className={styles.said}
      data-own
      data-private={reply.way === 'private' || undefined}
      data-state={reply.state}
      aria-label={say('inbox.reply.of', { name: reply.by.name })}
    >
      <Avatar name={reply.by.name} size={28} />
      <div className={styles.body}>
        <p className={styles.top}>
          <bdi className={styles.name}>{reply.by.name}</bdi>
          {reply.way === 'private' && <WayBadge way={reply.way} />}
          {reply.template && <Badge icon="file">{say('inbox.template.named', { name: reply.template.name })}</Badge>}
          {reply.automated && <Badge icon="sparkle">{say('inbox.automated')}</Badge>}
          <Badge tone={tones[reply.state]}>{say(`inbox.reply.${reply.state}`)}</Badge>
          <time className={styles.when} dateTime={at} title={format.second(at, zone)}>
            {format.time(at, zone)}
          </time>
        </p>
        {reply.text && <SaidText text={reply.text} />}
        <SentMedia mediaIds={reply.mediaIds} />
        <OnlyForThem way={reply.way} />
        <ApprovedBy approvedBy={reply.approvedBy} />
        {reply.reason && <p className={styles.reason}>{reply.reason}</p>}
        <ReplyActs reply={reply} />
        {there && (
          <a href={there} target="_blank" rel="noreferrer noopener">
            {say('inbox.openThere')}
          </a>
        )}
      </div>
    </article>
  )
})

function ReplyActs({ reply }: { reply: Reply }) {
  const say = useWords()
  const { head, refresh, rewrite } = useEntryPlace()
  const [isSendingBack, setSendingBack] = useState(false)
  const done = () => {
    setSendingBack(false)
    void refresh()
  }
  const approve = useAct(() => approveReply(head.brandId, reply.id), { done })
  const cancel = useAct(() => cancelReply(head.brandId, reply.id), { done })
  const sendBack = useAct((reason: string) => sendBackReply(head.brandId, reply.id, reason), { done, quiet: true })
  if (reply.state === 'going' && reply.undoUntil) return <UndoReply reply={reply} />
  if (reply.state === 'sent-back' || reply.state === 'rejected' || reply.state === 'cancelled')
    return (
      <div className={styles.replyActs}>
        <Button size="s" icon="edit" onPress={() => rewrite(reply)}>
          {say('inbox.reply.again')}
        </Button>
      </div>
    )
  if (reply.state !== 'waiting-approval') return null
  return (
    <div className={styles.replyActs}>
      {head.may.approve && (
        <>
          <Button
            size="s"
            variant="primary"
            icon="approve"
            isPending={approve.isPending}
            onPress={() => approve.mutate()}
          >
            {say('inbox.reply.approve')}
          </Button>
          <Button size="s" icon="undo" onPress={() => setSendingBack(true)}>
            {say('inbox.reply.sendBack')}
          </Button>
        </>
      )}
      <Button size="s" variant="quiet" isPending={cancel.isPending} onPress={() => cancel.mutate()}>
        {say('inbox.reply.withdraw')}
      </Button>
      {isSendingBack && <SendBack act={sendBack} onClose={() => setSendingBack(false)} />}
    </div>
  )
}

/** Counts down the moment in which an answer may still be taken back. */
function UndoReply({ reply }: { reply: Reply }) {
  const say = useWords()
  const now = useNow(500)
  const { undoReply } = useEntryPlace()
  const { around } = useInbox()
  const until = Date.parse(reply.undoUntil ?? '')
  const isMine = reply.by.id === around.me.id
  useEffect(() => {
    if (isMine) allowUndo(reply.id, () => undoReply(reply), until)
  }, [isMine, reply, until, undoReply])
  const left = Math.ceil((until - now) / 1000)
  if (!(left > 0)) return null
  return (
    <div className={styles.replyActs}>
      <Button size="s" icon="undo" onPress={() => undoReply(reply)}>
        {say('inbox.reply.undo', { seconds: left })}
      </Button>
    </div>
  )
}
