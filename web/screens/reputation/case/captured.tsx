import { lazy, useState } from 'react'
import { thumbnailUrl } from '../../../api/content.ts'
import type { Case } from '../../../api/reputation.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMe } from '../../../shell/here.ts'
import { LazyPart } from '../../../shell/lazy-part.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Card, List, ListRow, Row } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea, TextField } from '../../../ui/text-field.tsx'
import { webAddress } from '../../inbox/timeline/fold-text.ts'
import styles from '../reputation.module.css'
import { type Tone, ToneBadge, tones } from './tone.tsx'
import { useAddTo, useDropFrom } from './use-case-act.ts'

const Library = lazy(() => import('../../media/pick-dialog.tsx').then(({ PickDialog }) => ({ default: PickDialog })))

/** What stood elsewhere, as somebody saw it: the address, the words, a picture. The desk never goes there. */
export function Captured({ of }: { of: Case }) {
  const say = useWords()
  const brand = useBrand()
  const format = useFormat()
  const { zone } = useMe()
  const [isAdding, setAdding] = useState(false)
  const drop = useDropFrom(of)
  return (
    <Card
      title={say('repute.pages')}
      acts={
        of.may.gather && (
          <Button icon="plus" size="s" onPress={() => setAdding(true)}>
            {say('repute.pages.add')}
          </Button>
        )
      }
    >
      <p className={styles.dim}>{say('repute.pages.lead')}</p>
      <List label={say('repute.pages')}>
        {of.captured.map((page) => (
          <ListRow
            key={page.id}
            title={<q className={styles.quote}>{page.quote}</q>}
            dim={
              <>
                {page.author && <bdi>{page.author} · </bdi>}
                {format.moment(page.seenAt, zone)} ·{' '}
                <a
                  className={styles.address}
                  href={webAddress(page.url)}
                  target="_blank"
                  rel="noreferrer noopener nofollow"
                >
                  {page.url}
                </a>
              </>
            }
            after={
              <>
                <ToneBadge tone={page.tone} />
                {of.may.gather && (
                  <IconButton
                    icon="close"
                    size="s"
                    label={say('repute.pages.drop')}
                    onPress={() => drop.mutate(`pages/${page.id}`)}
                  />
                )}
              </>
            }
          >
            {page.mediaId && (
              <img
                className={styles.picture}
                src={thumbnailUrl(brand.id, page.mediaId)}
                alt={say('repute.pages.picture')}
              />
            )}
          </ListRow>
        ))}
      </List>
      {isAdding && <PageDialog of={of} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function PageDialog({ of, onClose }: { of: Case; onClose: () => void }) {
  const say = useWords()
  const brand = useBrand()
  const [tone, setTone] = useState<Tone>('negative')
  const [mediaId, setMedia] = useState<string | null>(null)
  const [isPicking, setPicking] = useState(false)
  const add = useAddTo(of, 'pages', onClose)
  const submit = (form: FormData) =>
    add.mutate({
      ...{ url: String(form.get('url')), quote: String(form.get('quote')), author: String(form.get('author')) },
      ...{ tone, mediaId },
    })
  return (
    <Dialog isOpen onClose={onClose} title={say('repute.pages.add')}>
      <Form
        onSubmit={submit}
        failure={add.error}
        fields={['url', 'quote', 'author', 'tone', 'mediaId']}
        foot={
          <Button type="submit" variant="primary" isPending={add.isPending}>
            {say('ui.save')}
          </Button>
        }
      >
        <TextField name="url" type="url" label={say('repute.pages.url')} placeholder="https://" autoFocus />
        <TextArea name="quote" label={say('repute.pages.quote')} rows={3} />
        <TextField name="author" label={say('repute.pages.author')} optional />
        <Select
          label={say('repute.tone')}
          value={tone}
          onChange={setTone}
          choices={tones.map((id) => ({ id, text: say(`inbox.tone.${id}`) }))}
        />
        <Row>
          <Button icon="media" onPress={() => setPicking(true)}>
            {say(mediaId ? 'repute.pages.picture.other' : 'repute.pages.picture.add')}
          </Button>
        </Row>
      </Form>
      {isPicking && (
        <LazyPart onGone={() => setPicking(false)}>
          <Library
            brandId={brand.id}
            onClose={() => setPicking(false)}
            onPick={(items) => {
              setMedia(items[0]?.id ?? null)
              setPicking(false)
            }}
          />
        </LazyPart>
      )}
    </Dialog>
  )
}
