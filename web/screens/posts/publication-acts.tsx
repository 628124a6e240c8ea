import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  cancelPublication,
  editPublication,
  type PublicationWhole,
  removePublication,
  resolvePublication,
  retryPublication,
} from '../../api/publishing.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { MovePublication } from './move-publication.tsx'
import styles from './posts.module.css'

type Act = 'cancel' | 'retry' | 'remove' | 'edit'

const acts: Record<Act, (brandId: string, id: string) => Promise<PublicationWhole>> = {
  cancel: cancelPublication,
  retry: retryPublication,
  remove: removePublication,
  edit: editPublication,
}

type PublicationActsProps = { brandId: string; publication: PublicationWhole; name: string }

/** Only what can be done with it now. Taking down asks first. */
export function PublicationActs({ brandId, publication, name }: PublicationActsProps) {
  const say = useWords()
  const [removing, setRemoving] = useState(false)
  const run = useAct((act: Act) => acts[act](brandId, publication.id), {
    touches: [`/api/brands/${brandId}`, '/api/calendar'],
    done: (_, act) => act === 'remove' && setRemoving(false),
  })
  const can = publication.can
  const button = (act: Act, icon: 'refresh' | 'close' | 'edit') =>
    can[act] && (
      <Button size="s" icon={icon} isPending={run.isPending && run.variables === act} onPress={() => run.mutate(act)}>
        {say(`posts.act.${act}`)}
      </Button>
    )
  return (
    <>
      {can.resolve && (
        <div className={styles.whole}>
          <Verdict brandId={brandId} publicationId={publication.id} />
        </div>
      )}
      <Row gap={2}>
        {button('retry', 'refresh')}
        {button('edit', 'edit')}
        {can.cancel && <MovePublication publication={publication} name={name} />}
        {button('cancel', 'close')}
        {can.remove && (
          <Button size="s" icon="trash" onPress={() => setRemoving(true)}>
            {say('posts.act.remove')}
          </Button>
        )}
      </Row>
      <Confirm
        isOpen={removing}
        onClose={() => setRemoving(false)}
        title={say('posts.remove.title')}
        act={say('posts.act.remove')}
        danger
        isPending={run.isPending}
        onAct={() => run.mutate('remove')}
      >
        <p>{say('posts.remove.text')}</p>
      </Confirm>
    </>
  )
}

/** Nobody knows whether it stands there: a person looks and says so. */
function Verdict({ brandId, publicationId }: { brandId: string; publicationId: string }) {
  const say = useWords()
  const [url, setUrl] = useState('')
  const act = useAct(
    (verdict: 'published' | 'not-published') =>
      resolvePublication(brandId, publicationId, verdict, verdict === 'published' && url ? url : undefined),
    { touches: [`/api/brands/${brandId}`, '/api/calendar'], quiet: true },
  )
  return (
    <Banner tone="warn" title={say('posts.verdict.title')}>
      <Stack gap={3}>
        <p>{say('posts.verdict.text')}</p>
        <TextField
          label={say('posts.verdict.url')}
          optional
          value={url}
          onChange={setUrl}
          inputMode="url"
          error={act.error?.fields[0]?.message ?? act.error?.saidIn(say)}
        />
        <Row gap={2}>
          <Button
            size="s"
            icon="check"
            isPending={act.isPending && act.variables === 'published'}
            onPress={() => act.mutate('published')}
          >
            {say('posts.verdict.yes')}
          </Button>
          <Button
            size="s"
            icon="close"
            isPending={act.isPending && act.variables === 'not-published'}
            onPress={() => act.mutate('not-published')}
          >
            {say('posts.verdict.no')}
          </Button>
        </Row>
      </Stack>
    </Banner>
  )
}
