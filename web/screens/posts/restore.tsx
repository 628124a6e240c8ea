import { useNavigate } from '@tanstack/react-router'
import { useAct } from '../../api/ask.ts'
import { restorePost } from '../../api/content.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'

/** Takes a post out of the bin. */
export function Restore({ brandId, postId }: { brandId: string; postId: string }) {
  const say = useWords()
  const navigate = useNavigate()
  const mayWrite = useMayHere('author')
  const restore = useAct(() => restorePost(brandId, postId), {
    touches: [`/api/brands/${brandId}/`, '/api/calendar'],
    done: () =>
      toast(say('posts.restored'), {
        act: {
          text: say('posts.restored.open'),
          onAct: () => void navigate({ to: `/brands/${brandId}/posts/${postId}` }),
        },
      }),
  })
  if (!mayWrite) return null
  return (
    <Button size="s" icon="undo" isPending={restore.isPending} onPress={() => restore.mutate()}>
      {say('posts.restore')}
    </Button>
  )
}
