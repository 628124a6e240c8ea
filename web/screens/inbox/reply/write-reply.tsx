import { type KeyboardEvent, useEffect, useId } from 'react'
import type { ReplyWay } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import { toast } from '../../../ui/toast.tsx'
import { UploadList } from '../../compose/media/upload-list.tsx'
import { useDropFiles } from '../../compose/media/use-drop-files.ts'
import { ForwardAnswers } from '../../support/forward-answers.tsx'
import { waysOf } from '../conversation/mode.ts'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { useOpen } from '../conversation/use-open.ts'
import { useInbox } from '../use-inbox.ts'
import { AttachedFiles } from './attached-files.tsx'
import { Collision } from './collision.tsx'
import { bothTexts } from './draft-journal.ts'
import styles from './reply.module.css'
import { ReplyTools } from './reply-tools.tsx'
import { SendButtons } from './send-buttons.tsx'
import { Others, Target } from './target.tsx'
import { useAttached } from './use-attached.ts'
import type { Writing } from './use-draft.ts'
import { useReplyCount } from './use-reply-count.ts'
import { useSend } from './use-send.ts'

type WriteReplyProps = { way: Exclude<ReplyWay, 'template'>; writing: Writing }

/** An answer being written: to whom, how long it may be, what goes with it; and the warning when somebody else answers too. */
export function WriteReply({ way, writing }: WriteReplyProps) {
  const say = useWords()
  const open = useOpen()
  const { head, to, hold, box, setTyping } = open
  const { around } = useInbox()
  const { draft, edit } = writing
  const id = useId()
  const answering = head.answering.find((one) => one.way === way)
  const attached = useAttached(head.brandId, writing)
  const count = useReplyCount(head, answering?.most ?? null, draft.text)
  const isWritten = draft.text.trim() !== '' || draft.mediaIds.length > 0
  const hasStrayFiles = draft.mediaIds.length > 0 && answering?.media === false
  const isOpen = answering?.barred === null && !hasStrayFiles
  const isReady = isWritten && isOpen && count?.state !== 'over' && to !== null
  const awaits = { isComing: attached.isBusy, hasFailed: attached.hasFailed }
  const sending = useSend({ way, writing, canSend: isReady && !attached.isBusy, awaits })
  const acts = useConversationActs(head)
  const refuseFiles = () => toast(say('inbox.files.none'), { tone: 'bad' })
  const drop = useDropFiles(answering?.media ? attached.add : refuseFiles)
  const isKnown = to !== null
  useEffect(() => (isKnown || !isWritten ? hold(isWritten) : undefined), [hold, isWritten, isKnown])
  const { restore } = open
  useEffect(() => {
    restore.current = (reply) =>
      edit((before) => ({
        ...{ ...before, text: bothTexts(reply.text, before.text), mode: reply.way },
        mediaIds: [...new Set([...reply.mediaIds, ...before.mediaIds])],
      }))
    return () => {
      restore.current = null
    }
  }, [restore, edit])
  if (!answering) return null
  if (answering.barred !== null && !isWritten) return <Barred reason={answering.barred} />
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return box.current?.blur()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    sending.send(event.shiftKey ? acts.done : undefined)
  }
  return (
    <div className={styles.write} data-dropping={drop.isOver || undefined} {...drop.handlers}>
      {answering.barred !== null && !open.isTargetGone && <Barred reason={answering.barred} />}
      {hasStrayFiles && <Banner tone="warn" live title={say('inbox.files.none')} />}
      <Target />
      <Others />
      <ForwardAnswers head={head} zone={around.zoneOf(head.brandId)} onUse={insertInto(box, edit)} />
      <textarea
        ref={box}
        id={id}
        className={styles.area}
        aria-label={say(way === 'private' ? 'inbox.write.private' : 'inbox.write')}
        placeholder={say(way === 'private' ? 'inbox.write.private' : 'inbox.write')}
        dir="auto"
        lang={head.language ?? undefined}
        rows={2}
        maxLength={20_000}
        value={draft.text}
        aria-invalid={count?.state === 'over' || undefined}
        aria-describedby={`${id}-count`}
        onKeyDown={press}
        onPaste={(event) => {
          const files = [...event.clipboardData.files]
          if (files.length === 0) return
          if (!answering.media) return event.clipboardData.types.includes('text/plain') ? undefined : refuseFiles()
          event.preventDefault()
          attached.add(files)
        }}
        onChange={(event) => {
          const text = event.target.value
          edit((before) => ({ ...before, text, mode: way }))
          setTyping(text !== '')
        }}
      />
      <AttachedFiles brandId={head.brandId} mediaIds={draft.mediaIds} onRemove={attached.remove} />
      <UploadList uploads={attached.uploads} onDrop={attached.drop} onAgain={attached.again} />
      <div className={styles.foot}>
        <ReplyTools
          brandId={head.brandId}
          attached={answering.media ? attached : null}
          written={draft.text}
          onInsert={insertInto(box, edit)}
        />
        <p id={`${id}-count`} className={styles.count} data-state={count?.state}>
          {count &&
            say(count.state === 'over' ? 'inbox.count.over' : 'inbox.count', {
              left: Math.abs(count.left),
              used: count.used,
              most: count.most,
            })}
        </p>
        {!writing.isKept && <span className={styles.kept}>{say('inbox.draft.here')}</span>}
        <SendButtons
          sending={sending}
          isReady={isReady && !attached.isBusy}
          label={way === 'private' ? 'inbox.send.private' : 'inbox.send'}
        />
      </div>
      <Collision sending={sending} />
    </div>
  )
}

/** Why this way is shut, and the one that is open where a template still reaches them. */
function Barred({ reason }: { reason: string }) {
  const say = useWords()
  const { head, write } = useOpen()
  const byTemplate = waysOf(head).some((one) => one.way === 'template' && one.barred === null)
  return (
    <Banner
      tone="warn"
      live
      title={reason}
      acts={byTemplate && <Button onPress={() => write('template')}>{say('inbox.template.instead')}</Button>}
    />
  )
}

function insertInto(box: { readonly current: HTMLTextAreaElement | null }, edit: Writing['edit']) {
  return (words: string) => {
    const from = box.current?.selectionStart ?? 0
    const to = box.current?.selectionEnd ?? from
    edit((before) => ({ ...before, text: before.text.slice(0, from) + words + before.text.slice(to) }))
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(from + words.length, from + words.length)
    })
  }
}
