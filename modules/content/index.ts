import type { JsonObject } from '../../kernel/json.ts'
import type { Module } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { Route } from '../team/index.ts'
import { checkReach } from './desk.ts'
import { measureMedia } from './measure-media.ts'
import { sweepMedia } from './media.ts'
import { mediaRoutes } from './media-routes.ts'
import { preparePost } from './preparations.ts'
import { sweepPrepared } from './prepared-files.ts'
import { forgetPresence } from './presence.ts'
import { publicRoutes } from './public-routes.ts'
import { composingRoutes, postRoutes } from './routes.ts'
import { thinRevisions } from './store.ts'
import './tables.ts'

export { Body, MakePost, Plan, Post } from './api.ts'
export { findingsOf, lostFiles, lostOptions } from './check-post.ts'
export { deskFor } from './desk.ts'
export { addressProblem } from './desk-address.ts'
export { plainName, takeMedia } from './media.ts'
export { contentsOn, libraryOf, type Opening, openContent } from './open-content.ts'
export { pictureOf } from './picture.ts'
export { type Brief, type PlannedPostChange, publicationsFollow, publicationsOfPosts } from './ports.ts'
export { type MediaRow, mediaAnswer, type PostRow, planOf } from './post.ts'
export { prepareAhead } from './preparations.ts'
export { presentPost } from './present.ts'
export { setStage } from './set-stage.ts'
export { livingMedia, mediaByIds, postOf, postToChange } from './store.ts'
export { contentFor, isMediaId, mediaIdsOf } from './variants.ts'
export { changePost, makePost, makePostsIn, type Writer } from './write-post.ts'

const daily = 86_400_000

export const module: Module<NetworkedWorld, Route> = {
  name: 'content',
  routes: [...postRoutes, ...composingRoutes, ...mediaRoutes, ...publicRoutes],
  jobs: [
    { name: 'content.sweep-media', everyMs: daily, handle: async (world) => void (await sweepMedia(world)) },
    { name: 'content.sweep-prepared', everyMs: 1_800_000, handle: async (world) => void (await sweepPrepared(world)) },
    { name: 'content.prepare', attempts: 3, handle: prepareNow },
    { name: 'content.measure-media', everyMs: 600_000, handle: async (world) => void (await measureMedia(world)) },
    { name: 'content.check-reach', everyMs: 1_800_000, handle: async (world) => void (await checkReach(world)) },
    { name: 'content.thin-revisions', everyMs: daily, handle: (world) => thinRevisions(world.db, world.clock.now()) },
    { name: 'content.forget-presence', everyMs: 3_600_000, handle: (world) => forgetPresence(world) },
  ],
}

async function prepareNow(world: NetworkedWorld, { brandId, postId }: JsonObject): Promise<void> {
  const post = await world.db
    .selectFrom('post')
    .selectAll()
    .where('brandId', '=', String(brandId))
    .where('id', '=', String(postId))
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  if (post) await preparePost(world, post)
}
