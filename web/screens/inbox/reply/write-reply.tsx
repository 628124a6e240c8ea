import { type KeyboardEvent, useEffect, useId } from 'react'
import type { ReplyWay } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Banner, Kbd } from '../../../ui/feedback.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { UploadList } from '../../compose/media/upload-list.tsx'
import { useDropFiles } from '../../compose/media/use-drop-files.ts'
import { ForwardAnswers } from '../../support/forward-answers.tsx'
import { useConversationActs } from '../conversation/use-conversation-acts.ts'
import { useOpen } from '../conversation/use-open.ts'
import { readable } from '../timeline/fold-text.ts'
import { useInbox } from '../use-inbox.ts'
import { AttachedFiles } from './attached-files.tsx'
import { Collision } from './collision.tsx'
import styles from './reply.module.css'
import { ReplyTools } from './reply-tools.tsx'
import { useAttached } from './use-attached.ts'
import type { Writing } from './use-draft.ts'
import { useReplyCount } from './use-reply-count.ts'
import { useSend } from './use-send.ts'

type WriteReplyProps = { way: ReplyWay; writing: Writing }

/** An answer being written: to whom, how long it may be, what goes with it; and the warning when somebody else answers too. */
export function WriteReply({ way, writing }: WriteReplyProps) {
  const say = useWords()
  const open = useOpen()
  const { head, target, box, setTyping } = open
  const { around } = useInbox()
  const { draft, edit } = writing
  const id = useId()
  const answering = head.answering.find((one) => one.way === way)
  const attached = useAttached(head.brandId, writing)
  const count = useReplyCount(head, answering?.most ?? null, draft.text)
  const isReady = (draft.text.trim() !== '' || draft.mediaIds.length > 0) && count?.state !== 'over' && target !== null
  const sending = useSend({ way, writing, canSend: isReady && !attached.isBusy })
  const acts = useConversationActs(head)
  const drop = useDropFiles(answering?.media ? attached.add : null)
  const { restore } = open
  useEffect(() => {
    restore.current = (reply) =>
      edit((before) => ({ ...before, text: reply.text, mediaIds: [...reply.mediaIds], mode: reply.way }))
    return () => {
      restore.current = null
    }
  }, [restore, edit])
  if (!answering) return null
  if (answering.barred !== null) return <Banner tone="warn" title={answering.barred} />
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return box.current?.blur()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    sending.send(event.shiftKey ? acts.done : undefined)
  }
  return (
    <div className={styles.write} data-dropping={drop.isOver || undefined} {...drop.handlers}>
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
          if (files.length === 0 || !answering.media) return
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
        <div className={styles.send}>
          {!head.may.needsApproval && head.state !== 'done' && (
            <Button size="s" isDisabled={!isReady || attached.isBusy} onPress={() => sending.send(acts.done)}>
              {say('inbox.send.done')}
            </Button>
          )}
          <Button
            variant="primary"
            size="s"
            icon={head.may.needsApproval ? 'approve' : 'send'}
            isDisabled={!isReady || attached.isBusy}
            isPending={sending.isPending}
            onPress={() => sending.send()}
          >
            {say(
              head.may.needsApproval ? 'inbox.send.approval' : way === 'private' ? 'inbox.send.private' : 'inbox.send',
            )}
          </Button>
          <span className={styles.keys} aria-hidden="true">
            <Kbd>Ctrl</Kbd> <Kbd>↵</Kbd>
          </span>
        </div>
      </div>
      <Collision sending={sending} />
    </div>
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

/** Which of several messages is answered, with a way back to the latest. */
function Target() {
  const say = useWords()
  const { target, targetId, setTarget } = useOpen()
  if (!target) return <p className={styles.target}>{say('inbox.target.none')}</p>
  if (targetId !== target.said.id) return null
  const name = readable(target.said.author.name || target.said.author.handle)
  return (
    <p className={styles.target}>
      <Icon name="reply" size={14} />
      <span className={styles.targetWords}>
        {say('inbox.target')} <bdi>{name}</bdi>: <bdi dir="auto">{readable(target.said.text).slice(0, 120)}</bdi>
      </span>
      <IconButton size="s" icon="close" label={say('inbox.target.clear')} onPress={() => setTarget(null)} />
    </p>
  )
}

function Others() {
  const say = useWords()
  const { others } = useOpen()
  const typing = others.filter((one) => one.typing)
  return (
    <p className={styles.others} role="status">
      {typing.length > 0 && (
        <>
          <Icon name="warning" size={16} />
          {say('inbox.typing', { names: typing.map((one) => one.name).join(', '), count: typing.length })}
        </>
      )}
    </p>
  )
}
