import { lazy, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import type { Post } from '../../api/content.ts'
import { useWords } from '../../i18n/words.tsx'
import { LazyPart } from '../../shell/lazy-part.tsx'
import { Button } from '../../ui/button.tsx'

const RepeatDialog = lazy(async () => ({ default: (await import('./repeat-dialog.tsx')).RepeatDialog }))

type RepeatButtonProps = {
  /** The post as it is to be repeated; where it is being written, this saves it first. */
  post: () => Promise<Post>
  variant?: 'secondary' | 'quiet'
  isDisabled?: boolean
}

/** “Repeat…”: asks how, shows the dates that come of it, and sets it up. */
export function RepeatButton({ post, variant, isDisabled }: RepeatButtonProps) {
  const say = useWords()
  const [of, setOf] = useState<Post | null>(null)
  const begin = useAct(post, { done: setOf })
  return (
    <>
      <Button
        icon="repeat"
        variant={variant}
        isDisabled={isDisabled}
        isPending={begin.isPending}
        onPress={() => begin.mutate()}
      >
        {say('recurring.open')}
      </Button>
      {of && (
        <LazyPart onGone={() => setOf(null)}>
          <RepeatDialog
            post={{ id: of.id, plan: of.plan, isOut: of.publications.some((one) => one.state !== 'cancelled') }}
            onClose={() => setOf(null)}
          />
        </LazyPart>
      )}
    </>
  )
}
