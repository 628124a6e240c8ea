import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../api/ask.ts'
import { restoreRevision, revisions } from '../../../api/composing.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useMe } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { SkeletonRows } from '../../../ui/feedback.tsx'
import { List, ListRow } from '../../../ui/layout.tsx'
import { toast } from '../../../ui/toast.tsx'
import type { Post } from '../draft/draft.ts'
import { fieldName } from './people-here.tsx'

type RevisionsProps = {
  brandId: string
  post: Post
  isReadOnly: boolean
  onRestored: (post: Post) => void
  onClose: () => void
}

/** Who changed what and when; an earlier version can be written again, as a new change. */
export function RevisionsDrawer({ brandId, post, isReadOnly, onRestored, onClose }: RevisionsProps) {
  const say = useWords()
  const format = useFormat()
  const { zone } = useMe()
  const { data } = useQuery(revisions(brandId, post.id))
  const restore = useAct((version: number) => restoreRevision(brandId, post.id, version), {
    done: ({ leftOut, ...restored }) => {
      onRestored(restored)
      const accounts = format.list(leftOut.map((one) => one.name))
      if (accounts) toast(say('compose.history.leftOut', { accounts }), { tone: 'bad' })
    },
    touches: [`/api/brands/${brandId}/posts`],
  })
  return (
    <Drawer isOpen onClose={onClose} title={say('compose.history')}>
      {!data && <SkeletonRows rows={6} />}
      <List label={say('compose.history')}>
        {data?.items.map((one) => (
          <ListRow
            key={one.version}
            title={one.by}
            dim={`${format.moment(one.at, zone)} · ${format.list([...new Set(one.fields.map((field) => say(fieldName(field === 'body' ? 'text' : field))))])}`}
            after={
              one.version !== post.version &&
              !isReadOnly && (
                <Button
                  size="s"
                  isPending={restore.isPending && restore.variables === one.version}
                  onPress={() => restore.mutate(one.version)}
                >
                  {say('compose.history.restore')}
                </Button>
              )
            }
          />
        ))}
      </List>
    </Drawer>
  )
}
