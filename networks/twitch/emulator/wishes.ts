import type { Listening } from '../../lab/after-opening.ts'
import { challengeOf } from './deliveries.ts'
import { Refused, type Stage } from './stage.ts'
import type { EmLine, EmWish } from './state.ts'

const types: Record<string, { version: string; needs: string[] }> = {
  'channel.chat.message': { version: '1', needs: ['broadcaster_user_id', 'user_id'] },
  'channel.follow': { version: '2', needs: ['broadcaster_user_id', 'moderator_user_id'] },
}

/** https://dev.twitch.tv/docs/eventsub/manage-subscriptions/ (read 2026-11-22). */
export function wishOperations(stage: Stage): void {
  const { byApp, state, commit, now, id, site } = stage
  const shown = (wish: EmWish) => ({
    ...{ id: wish.id, status: statusOf(wish), type: wish.type, version: wish.version, condition: wish.condition },
    ...{ created_at: wish.at, transport: { method: 'webhook', callback: wish.callback }, cost: 0 },
  })
  const totals = () => ({ total: state.wishes.size, total_cost: 0, max_total_cost: 10_000 })
  byApp('POST', '/eventsub/subscriptions', ({ body }) => {
    const given = body as {
      type: string
      version: string
      condition: Record<string, string>
      transport: { method: string; callback?: string; secret?: string }
    }
    const known = types[given.type]
    const { callback = '', secret = '' } = given.transport
    const wrong =
      !known ||
      known.version !== given.version ||
      known.needs.some((name) => !state.users.has(given.condition[name] ?? '')) ||
      given.transport.method !== 'webhook' ||
      !(callback.startsWith('https://') || site.reaches(callback)) ||
      secret.length < 10 ||
      secret.length > 100
    if (wrong) throw new Refused(400, 'The subscription is invalid.')
    const same = JSON.stringify([given.type, given.condition, callback])
    const twin = [...state.wishes.values()].find(
      (one) => JSON.stringify([one.type, one.condition, one.callback]) === same,
    )
    if (twin && statusOf(twin) !== failed) throw new Refused(409, 'subscription already exists')
    if (twin) commit({ drop: 'wish', id: twin.id })
    const { type, version, condition } = given
    const wish: EmWish = {
      ...{ id: id(), type, version, condition, callback, secret, at: now().toISOString() },
      status: site.reaches(callback) ? 'webhook_callback_verification_pending' : 'enabled',
    }
    commit({ put: 'wish', wish })
    if (site.reaches(callback)) void believe(stage, wish)
    return { status: 202, json: { data: [shown(wish)], ...totals() } }
  })
  byApp('GET', '/eventsub/subscriptions', ({ query }) => {
    const all = [...state.wishes.values()].filter(
      (one) => !query.user_id || Object.values(one.condition).includes(String(query.user_id)),
    )
    return { status: 200, json: { data: all.map(shown), ...totals(), pagination: {} } }
  })
  byApp('DELETE', '/eventsub/subscriptions', ({ query }) => {
    const found = state.wishes.get(String(query.id))
    if (!found) throw new Refused(404, 'The subscription was not found.')
    commit({ drop: 'wish', id: found.id })
    return { status: 204 }
  })
}

const failed = 'webhook_callback_verification_failed'
const statusOf = ({ status = 'enabled' }: EmWish) => status

/** An address hears nothing before it has answered; outside of this machine nobody can be asked. */
async function believe({ site, state, commit, now }: Stage, wish: EmWish): Promise<void> {
  const { word, ...question } = challengeOf(wish, now())
  const thanks = await site.knock(question)
  const isOurs = thanks !== undefined && thanks.status >= 200 && thanks.status < 300 && thanks.body === word
  if (state.wishes.has(wish.id)) commit({ put: 'wish', wish: { ...wish, status: isOurs ? 'enabled' : failed } })
}

const chatWishes = ({ state }: Stage, channel: string): EmWish[] =>
  [...state.wishes.values()].filter(
    (one) =>
      one.type === 'channel.chat.message' &&
      one.condition.broadcaster_user_id === channel &&
      statusOf(one) === 'enabled',
  )

export function tell(stage: Stage, line: EmLine): void {
  for (const { callback } of chatWishes(stage, line.channel)) stage.site.deliver(line.id, callback)
}

export const listening = (stage: Stage): Listening[] =>
  [...stage.state.users.values()].flatMap((user) => {
    const [first] = chatWishes(stage, user.id)
    const { login, locale } = user
    return first ? [{ account: login, since: first.at, ...(locale ? { locale } : {}) }] : []
  })
