import type { LabAnswer } from '../../lab/network.ts'
import type { Asking, Ground } from './ground.ts'
import { hearCast } from './talk.ts'
import { postsIn, shownPost, shownTopic, topicAt } from './topics.ts'

const perPage = 20

/** Topics as their pages show them. */
export const pageOperations = (ground: Ground): void =>
  ground.on('GET', '/api/topic/:tid', (request) => page(ground, request))

function page(ground: Ground, request: Asking): LabAnswer {
  hearCast(ground)
  const topic = topicAt(ground, request)
  if (topic.deleted && !request.user.moderator) return { status: 403, json: { error: 'Access denied' } }
  const posts = postsIn(ground, topic.tid)
  const number = Number(request.given.page ?? 1)
  const shown = posts.slice((number - 1) * perPage, number * perPage).map((post) => shownPost(ground, post, request))
  const pageCount = Math.max(1, Math.ceil(posts.length / perPage))
  return {
    status: 200,
    json: { ...shownTopic(ground, topic), posts: shown, pagination: { currentPage: number, pageCount } },
  }
}
