import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { approvals, approvePost, sayOnPost, sendBackPost, submitPost } from '../../../api/approval.ts'
import { useAct } from '../../../api/ask.ts'
import { readPost } from '../../../api/composing.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMayHere, useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Badge, type Tone } from '../../../ui/feedback.tsx'
import { Dim, Row, Stack } from '../../../ui/layout.tsx'
import { TextArea } from '../../../ui/text-field.tsx'
import { ShareDialog } from '../../approval/share-dialog.tsx'
import type { Post } from '../draft/draft.ts'
import { savedPost } from '../plan/saved-post.ts'
import type { Composer } from '../saving/use-composer.ts'
import styles from './approval-acts.module.css'

const tones: Record<Post['stage'], Tone> = {
  draft: 'plain',
  'in-review': 'note',
  'sent-back': 'warn',
  approved: 'good',
}

type ApprovalProps = { brandId: string; composer: Composer; post: Post }

/** Where the post stands between its author and those who approve, and what each of them may do next. */
export function ApprovalActs({ brandId, composer, post }: ApprovalProps) {
  const say = useWords()
  const mayDecide = useMayHere('editor')
  const mayWrite = useMayHere('author')
  const [open, setOpen] = useState<'back' | 'share' | null>(null)
  const after = async (act: (saved: Post) => Promise<unknown>) => {
    const saved = await savedPost(composer)
    await act(saved)
    composer.see(await readPost(brandId, saved.id))
  }
  const touches = [`/api/brands/${brandId}/posts`]
  const submit = useAct(() => after((saved) => submitPost(brandId, saved.id, saved.version)), {
    touches,
    done: say('compose.done.submitted'),
  })
  const approve = useAct(() => after((saved) => approvePost(brandId, saved.id, saved.version)), {
    touches,
    done: say('compose.done.approved'),
  })
  const back = useAct((comment: string) => after((saved) => sendBackPost(brandId, saved.id, saved.version, comment)), {
    touches,
    done: say('compose.done.sentBack'),
  })
  return (
    <section className={styles.approval} aria-label={say('compose.approval')}>
      <Row gap={2}>
        <Badge tone={tones[post.stage]}>{say(`compose.stage.${post.stage}`)}</Badge>
        {mayWrite && (post.stage === 'draft' || post.stage === 'sent-back') && (
          <Button size="s" icon="approve" isPending={submit.isPending} onPress={() => submit.mutate()}>
            {say('compose.act.submit')}
          </Button>
        )}
        {mayDecide && post.stage === 'in-review' && (
          <>
            <Button
              size="s"
              variant="primary"
              icon="check"
              isPending={approve.isPending}
              onPress={() => approve.mutate()}
            >
              {say('compose.act.approve')}
            </Button>
            <Button size="s" icon="undo" onPress={() => setOpen('back')}>
              {say('compose.act.sendBack')}
            </Button>
          </>
        )}
        {mayDecide && (
          <Button size="s" variant="quiet" icon="link" onPress={() => setOpen('share')}>
            {say('compose.act.share')}
          </Button>
        )}
      </Row>
      <Talk brandId={brandId} postId={post.id} />
      {open === 'back' && (
        <SendBack
          isPending={back.isPending}
          onClose={() => setOpen(null)}
          onSend={(comment) => back.mutate(comment, { onSuccess: () => setOpen(null) })}
        />
      )}
      {open === 'share' && <ShareDialog brandId={brandId} posts={[post]} onClose={() => setOpen(null)} />}
    </section>
  )
}

function SendBack({
  isPending,
  onClose,
  onSend,
}: {
  isPending: boolean
  onClose: () => void
  onSend: (comment: string) => void
}) {
  const say = useWords()
  const [comment, setComment] = useState('')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={say('compose.back.title')}
      foot={
        <>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button
            variant="primary"
            isPending={isPending}
            isDisabled={comment.trim() === ''}
            onPress={() => onSend(comment.trim())}
          >
            {say('compose.act.sendBack')}
          </Button>
        </>
      }
    >
      <TextArea
        autoFocus
        label={say('compose.back.comment')}
        hint={say('compose.back.hint')}
        value={comment}
        onChange={setComment}
        maxLength={4000}
      />
    </Dialog>
  )
}

function Talk({ brandId, postId }: { brandId: string; postId: string }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const { data } = useQuery(approvals(brandId, postId))
  const [text, setText] = useState('')
  const add = useAct((words: string) => sayOnPost(brandId, postId, words), {
    touches: [`/api/brands/${brandId}/posts/${postId}/approvals`],
    done: () => setText(''),
  })
  const lines = data?.items ?? []
  return (
    <Stack gap={3}>
      {lines.length > 0 && (
        <ol className={styles.lines}>
          {lines.map((line) => (
            <li key={line.id} className={styles.line} data-kind={line.kind}>
              <div>
                <strong>{line.by}</strong> {line.client && <Badge>{say('compose.approval.client')}</Badge>}{' '}
                <span>{say(`compose.approval.${line.kind}`)}</span>
              </div>
              {line.text && <p className={styles.words}>{line.text}</p>}
              <Dim>{format.moment(line.at, zone)}</Dim>
            </li>
          ))}
        </ol>
      )}
      <TextArea label={say('compose.approval.say')} rows={2} value={text} onChange={setText} maxLength={4000} />
      {text.trim() && (
        <Row>
          <Button size="s" icon="comment" isPending={add.isPending} onPress={() => add.mutate(text.trim())}>
            {say('compose.approval.add')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
