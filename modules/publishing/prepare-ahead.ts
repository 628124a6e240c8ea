import { type NotNull, sql } from 'kysely'
import type { NetworkedWorld } from '../../networks/world.ts'
import { accountsOf } from '../brand/index.ts'
import { prepareAhead } from '../content/index.ts'
import { postWritings } from './writings.ts'

/** Long enough for hours of video on a small machine; what waits longest ahead is made first. */
const aheadMs = 3 * 3_600_000
const atOnce = 50

/**
 * Videos and sounds of what is due soon are made to fit before it is due, so that no publication is late because of them.
 * Returns how many files were made, or found impossible.
 */
export async function prepareWhatIsDueSoon(world: NetworkedWorld): Promise<number> {
  const due = await publicationsWithVideo(world)
  if (due.length === 0) return 0
  const writingOf = await postWritings(world.db, due)
  let made = 0
  for (const publication of due) {
    const writing = writingOf(publication)
    const content = writing.because ? undefined : writing.content
    const account = (await accountsOf(world.db, publication.brandId)).find((one) => one.id === publication.accountId)
    if (content && account) made += await prepareAhead(world, publication.brandId, content, account)
  }
  return made
}

async function publicationsWithVideo({ db, clock }: NetworkedWorld) {
  const until = new Date(clock.now().getTime() + aheadMs)
  return await db
    .selectFrom('publication')
    .select(['id', 'brandId', 'postId', 'accountId'])
    .where('wakeAt', '<=', until)
    .where('state', '=', 'planned')
    .where(
      sql<boolean>`exists (select from post_media pm join media m on m.id = pm.media_id
        where pm.post_id = publication.post_id and m.kind in ('video', 'audio', 'gif'))`,
    )
    .orderBy('wakeAt')
    .limit(atOnce)
    .$narrowType<{ postId: NotNull }>()
    .execute()
}
