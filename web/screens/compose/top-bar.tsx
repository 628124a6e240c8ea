import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import type { Presence } from '../../api/composing.ts'
import { copyPost, deletePost, restorePost } from '../../api/content.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { SaveState } from './save-state.tsx'
import type { Composer } from './saving/use-composer.ts'
import { PeopleHere } from './team/people-here.tsx'
import { RevisionsDrawer } from './team/revisions-dialog.tsx'
import styles from './top-bar.module.css'

type TopBarProps = {
  brandId: string
  composer: Composer
  people: Presence['people']
  isReadOnly: boolean
  onField: (field: string | null) => void
}

/** The post's working title, whether it is safe, who else is here, and the way back from a slip. */
export function TopBar({ brandId, composer, people, isReadOnly, onField }: TopBarProps) {
  const say = useWords()
  const { draft, post, undo, redo, saving } = composer
  const [history, setHistory] = useState(false)
  return (
    <header className={styles.top}>
      <h1 className={styles.heading}>
        <input
          className={styles.title}
          aria-label={say('compose.field.title')}
          placeholder={say('compose.untitled')}
          value={draft.title}
          maxLength={200}
          readOnly={isReadOnly}
          onFocus={() => onField('title')}
          onChange={(event) => composer.edit('title', (one) => ({ ...one, title: event.target.value }))}
        />
      </h1>
      <div className={styles.end}>
        <SaveState saving={saving} onDecide={composer.openCollision} />
        <PeopleHere people={people} />
        {!isReadOnly && (
          <>
            <IconButton icon="undo" label={say('compose.undo')} isDisabled={!undo} onPress={() => undo?.()} />
            <IconButton icon="redo" label={say('compose.redo')} isDisabled={!redo} onPress={() => redo?.()} />
          </>
        )}
        {post && (
          <PostMenu brandId={brandId} postId={post.id} isReadOnly={isReadOnly} onHistory={() => setHistory(true)} />
        )}
      </div>
      {history && post && (
        <RevisionsDrawer
          brandId={brandId}
          post={post}
          isReadOnly={isReadOnly}
          onClose={() => setHistory(false)}
          onRestored={(restored) => {
            composer.see(restored)
            setHistory(false)
          }}
        />
      )}
    </header>
  )
}

type PostMenuProps = { brandId: string; postId: string; isReadOnly: boolean; onHistory: () => void }

function PostMenu({ brandId, postId, isReadOnly, onHistory }: PostMenuProps) {
  const say = useWords()
  const navigate = useNavigate()
  const touches = [`/api/brands/${brandId}/posts`, '/api/calendar']
  const open = (id: string) =>
    void navigate({ to: '/brands/$brandId/compose/$postId', params: { brandId, postId: id } })
  const copy = useAct(() => copyPost(brandId, postId), { touches, done: (made) => open(made.id) })
  const restore = useAct(() => restorePost(brandId, postId), { touches, done: () => open(postId) })
  const remove = useAct(() => deletePost(brandId, postId), {
    touches,
    done: () => {
      toast(say('compose.done.binned'), { act: { text: say('compose.undo'), onAct: () => restore.mutate() } })
      void navigate({ to: '/brands/$brandId/posts', params: { brandId } })
    },
  })
  return (
    <Menu
      placement="bottom end"
      label={say('compose.more')}
      trigger={<IconButton icon="more" label={say('compose.more')} />}
    >
      <MenuItem icon="history" text={say('compose.history')} onAction={onHistory} />
      {!isReadOnly && <MenuItem icon="copy" text={say('compose.copy')} onAction={() => copy.mutate()} />}
      {!isReadOnly && <MenuItem icon="trash" danger text={say('compose.delete')} onAction={() => remove.mutate()} />}
    </Menu>
  )
}
