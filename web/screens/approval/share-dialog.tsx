import { useState } from 'react'
import { makeApprovalLink, type NewApprovalLink, submitPost } from '../../api/approval.ts'
import { useAct } from '../../api/ask.ts'
import type { Post } from '../../api/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Form } from '../../ui/form.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOnce } from '../compose/plan/use-once.ts'

export type SharedDraft = { id: string; title: string; stage: Post['stage']; version: number }
type ShareDialogProps = { brandId: string; posts: readonly SharedDraft[]; onClose: () => void }

const days = [3, 7, 14, 30, 90]

/** Makes a link by which a client sees these posts and decides, without an account. */
export function ShareDialog({ brandId, posts, onClose }: ShareDialogProps) {
  const say = useWords()
  const [name, setName] = useState('')
  const [lasts, setLasts] = useState('14')
  const [key] = useState(() => crypto.randomUUID())
  const once = useOnce()
  const resting = posts.filter((post) => post.stage === 'draft' || post.stage === 'sent-back')
  const make = useAct(
    async () => {
      for (const post of resting) await submitPost(brandId, post.id, post.version)
      const postIds = posts.map((post) => post.id)
      return makeApprovalLink(brandId, { postIds, name: name.trim(), expiresInDays: Number(lasts) }, key)
    },
    { touches: [`/api/brands/${brandId}/approval-links`, `/api/brands/${brandId}/posts`], quiet: true },
  )
  return (
    <Dialog isOpen onClose={onClose} title={say('approval.share.title')}>
      {make.data ? (
        <LinkMade link={make.data} onClose={onClose} />
      ) : (
        <Form
          onSubmit={() => once((settled) => make.mutate(undefined, settled))}
          failure={make.error}
          fields={['name', 'expiresInDays']}
          foot={
            <>
              <Button type="submit" variant="primary" isPending={make.isPending} isDisabled={name.trim() === ''}>
                {say('approval.share.make')}
              </Button>
              <Button onPress={onClose}>{say('ui.cancel')}</Button>
            </>
          }
        >
          <p>{say('approval.share.text', { count: posts.length })}</p>
          {resting.length > 0 && <p>{say('approval.share.submits')}</p>}
          <TextField
            autoFocus
            name="name"
            label={say('approval.share.name')}
            hint={say('approval.share.nameHint')}
            value={name}
            onChange={setName}
            maxLength={100}
            isRequired
          />
          <Select
            name="expiresInDays"
            label={say('approval.share.lasts')}
            value={lasts}
            choices={days.map((count) => ({ id: String(count), text: say('approval.share.days', { count }) }))}
            onChange={setLasts}
          />
        </Form>
      )}
    </Dialog>
  )
}

function LinkMade({ link, onClose }: { link: NewApprovalLink; onClose: () => void }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const copy = () =>
    navigator.clipboard.writeText(link.link).then(
      () => toast(say('approval.share.copied')),
      () => toast(say('approval.share.notCopied'), { tone: 'bad' }),
    )
  return (
    <Stack gap={4}>
      <Banner tone="good" live>
        {say('approval.share.made', { moment: format.moment(link.expiresAt, zone) })}
      </Banner>
      <TextField label={say('approval.share.link')} value={link.link} isReadOnly />
      <p>{say('approval.share.once')}</p>
      <Row gap={2}>
        <Button variant="primary" icon="copy" onPress={() => void copy()}>
          {say('approval.share.copy')}
        </Button>
        <Button onPress={onClose}>{say('approval.share.close')}</Button>
      </Row>
    </Stack>
  )
}
