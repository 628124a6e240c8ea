import { ApiFailure } from '../../../api/failure.ts'
import type { Say } from '../../../i18n/words.tsx'
import type { Post } from '../draft/draft.ts'
import type { Composer } from '../saving/use-composer.ts'

/** The post with everything written in it, and its plan; throws in words when it could not be saved. */
export async function savedPost(composer: Composer): Promise<Post> {
  const saving = await composer.flush()
  const post = composer.latest()
  if (saving?.held) throw saving.held.failure
  if (saving?.state === 'refused') throw saving.failure
  if (saving?.state === 'collided') {
    composer.openCollision()
    throw new NotSettled()
  }
  if (!post || saving?.state !== 'saved') throw new ApiFailure(0, 'web.unsaved', '')
  return post
}

class NotSettled extends ApiFailure {
  constructor() {
    super(409, 'web.notSettled', '')
  }

  override saidIn(say: Say): string {
    return say('compose.collided.first')
  }
}
