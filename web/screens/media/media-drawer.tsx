import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { fileUrl } from '../../api/content.ts'
import { changeMedia, deleteMedia, type Media, mediaFile, previewUrl, restoreMedia } from '../../api/library.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { Dim, List, ListRow, Stack } from '../../ui/layout.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './media-grid.module.css'

type MediaDrawerProps = { brandId: string; item: Media; onClose: () => void }

/** All that is known of a file, and where it is used. */
export function MediaDrawer({ brandId, item, onClose }: MediaDrawerProps) {
  const say = useWords()
  const mayWrite = useMayHere('author')
  const { data } = useQuery(mediaFile(brandId, item.id))
  const known = data?.media ?? item
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={known.fileName}
      foot={mayWrite && <DeleteFile brandId={brandId} item={known} onDeleted={onClose} />}
    >
      <Stack gap={5}>
        <Look brandId={brandId} item={known} />
        <Facts item={known} />
        <DescribeForm key={known.id} brandId={brandId} item={known} isReadOnly={!mayWrite} onSaved={onClose} />
        <section>
          <h3>{say('media.usedIn')}</h3>
          {data?.posts.length === 0 && <Dim>{say('media.usedNowhere')}</Dim>}
          <List>
            {data?.posts.map((post) => (
              <ListRow
                key={post.id}
                title={
                  <Link to="/brands/$brandId/compose/$postId" params={{ brandId, postId: post.id }}>
                    {post.title || say('media.untitledPost')}
                  </Link>
                }
              />
            ))}
          </List>
        </section>
      </Stack>
    </Drawer>
  )
}

function Look({ brandId, item }: { brandId: string; item: Media }) {
  if (item.kind === 'video')
    // biome-ignore lint/a11y/useMediaCaption: the brand's own file, as it was brought
    return <video className={styles.detailsPicture} src={fileUrl(brandId, item.id)} controls preload="metadata" />
  // biome-ignore lint/a11y/useMediaCaption: the brand's own file, as it was brought
  if (item.kind === 'audio') return <audio src={fileUrl(brandId, item.id)} controls />
  if (item.kind === 'document') return null
  return (
    <img
      className={styles.detailsPicture}
      src={item.kind === 'gif' ? fileUrl(brandId, item.id) : previewUrl(brandId, item.id, 900)}
      alt={item.alt}
    />
  )
}

function Facts({ item }: { item: Media }) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useBrand()
  const facts = [
    say(`media.kind.${item.kind}`),
    format.bytes(item.bytes),
    item.width && item.height ? `${format.number(item.width)} × ${format.number(item.height)}` : '',
    format.moment(item.createdAt, zone),
  ]
  return <Dim>{facts.filter(Boolean).join(' · ')}</Dim>
}

function DescribeForm({
  brandId,
  item,
  isReadOnly,
  onSaved,
}: {
  brandId: string
  item: Media
  isReadOnly: boolean
  onSaved: () => void
}) {
  const say = useWords()
  const [alt, setAlt] = useState(item.alt)
  const [tags, setTags] = useState(item.tags.join(', '))
  const [rights, setRights] = useState(item.rights)
  const [fileName, setFileName] = useState(item.fileName)
  const save = useAct(
    () =>
      changeMedia(brandId, item.id, {
        alt,
        rights,
        fileName,
        tags: [
          ...new Set(
            tags
              .split(',')
              .map((tag) => tag.trim())
              .filter(Boolean),
          ),
        ],
      }),
    { touches: [`/api/brands/${brandId}/media`], quiet: true, done: () => onSaved() },
  )
  return (
    <Form
      onSubmit={() => save.mutate()}
      failure={save.error}
      fields={['alt', 'tags', 'rights', 'fileName']}
      foot={
        !isReadOnly && (
          <Button type="submit" variant="primary" isPending={save.isPending}>
            {say('media.save')}
          </Button>
        )
      }
    >
      <TextArea
        name="alt"
        label={say('media.alt')}
        hint={say('media.altHint')}
        value={alt}
        onChange={setAlt}
        rows={3}
        maxLength={2000}
        isReadOnly={isReadOnly}
      />
      <TextField
        name="tags"
        label={say('media.tags')}
        hint={say('media.tagsHint')}
        value={tags}
        onChange={setTags}
        isReadOnly={isReadOnly}
      />
      <TextField
        name="rights"
        label={say('media.rights')}
        hint={say('media.rightsHint')}
        value={rights}
        onChange={setRights}
        maxLength={500}
        isReadOnly={isReadOnly}
      />
      <TextField
        name="fileName"
        label={say('media.fileName')}
        value={fileName}
        onChange={setFileName}
        maxLength={200}
        isRequired
        isReadOnly={isReadOnly}
      />
    </Form>
  )
}

/** Goes at once and can be taken back; the desk refuses while a post still uses it. */
function DeleteFile({ brandId, item, onDeleted }: { brandId: string; item: Media; onDeleted: () => void }) {
  const say = useWords()
  const touches = [`/api/brands/${brandId}/media`]
  const restore = useAct(() => restoreMedia(brandId, item.id), { touches, done: say('media.restored') })
  const remove = useAct(() => deleteMedia(brandId, item.id), {
    touches,
    done: () => {
      onDeleted()
      toast(say('media.deleted', { name: item.fileName }), {
        act: { text: say('media.restore'), onAct: () => restore.mutate() },
      })
    },
  })
  return (
    <Button
      variant="quiet"
      icon="trash"
      isDisabled={item.uses > 0}
      isPending={remove.isPending}
      onPress={() => remove.mutate()}
    >
      {say(item.uses > 0 ? 'media.deleteUsed' : 'media.delete')}
    </Button>
  )
}
