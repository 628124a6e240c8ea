import { createHmac } from 'node:crypto'
import type { WebhookRequest } from '../../contract.ts'
import type { LabRequest } from '../../lab/lab.ts'
import { allPosts, anyUser } from './crowd.ts'
import { type Ground, invalid, No, ok } from './ground.ts'
import { postsShape } from './shapes.ts'
import { type EmPost, idAt } from './state.ts'

/** Doors of webhooks, and the stream of what fits a rule. */
export function deliveryOperations(ground: Ground): void {
  const { on, onApp, state, commit, now } = ground
  onApp('GET', '/2/webhooks', () => {
    const data = [...state.doors.values()].map(({ id, url, at }) => ({ id, url, valid: true, created_at: at }))
    return { status: 200, json: { data, meta: { result_count: data.length } } }
  })
  onApp('POST', '/2/webhooks', ({ body }) => {
    const { url } = body as { url: string }
    if (!url.startsWith('https://')) throw invalid('The webhook URL must be https.')
    if ([...state.doors.values()].some((one) => one.url === url)) throw new No(400, 'DuplicateWebhookUrl')
    const door = { id: idAt(state, now()), url, at: now().toISOString(), users: [] }
    commit({ made: 'door', door })
    return ok({ id: door.id, url, valid: true, created_at: door.at })
  })
  on('POST', '/2/account_activity/webhooks/:webhook_id/subscriptions/all', 'dm.read', ({ params, user }) => {
    const door = state.doors.get(params.webhook_id ?? '')
    if (!door) throw invalid('This webhook is not known.')
    if (door.users.includes(user.id)) throw new No(409, 'DuplicateSubscriptionFailed')
    commit({ did: 'subscribe', door: door.id, user: user.id, on: true })
    return ok({ subscribed: true })
  })
  onApp('DELETE', '/2/account_activity/webhooks/:webhook_id/subscriptions/:user_id/all', ({ params }) => {
    commit({ did: 'subscribe', door: params.webhook_id ?? '', user: params.user_id ?? '', on: false })
    return ok({ subscribed: false })
  })
  ruleOperations(ground)
}

function ruleOperations(ground: Ground): void {
  const { onApp, state, commit, now } = ground
  const meta = () => ({ sent: now().toISOString(), summary: {} })
  onApp('GET', '/2/tweets/search/stream/rules', () => ({
    status: 200,
    json: { data: [...state.rules.values()], meta: { result_count: state.rules.size } },
  }))
  onApp('POST', '/2/tweets/search/stream/rules', ({ body }) => {
    const form = body as { add?: { value: string; tag?: string }[]; delete?: { ids?: string[] } }
    for (const id of form.delete?.ids ?? []) commit({ did: 'delete', what: 'rules', id })
    const added = (form.add ?? []).map(({ value, tag = '' }) => {
      if (value.length > 1024) throw invalid('A rule may have 1024 characters.')
      const rule = { id: idAt(state, now()), value, tag }
      commit({ made: 'rule', rule })
      return rule
    })
    return { status: 201, json: { ...(added.length > 0 ? { data: added } : {}), meta: meta() } }
  })
  onApp('GET', '/2/tweets/search/stream', (request) => ({ status: 200, stream: fitting(ground, request) }))
}

async function* fitting(ground: Ground, { signal, query }: LabRequest): AsyncGenerator<string> {
  const waiting: EmPost[] = []
  let wake = () => {}
  let isCut = false
  const listener = {
    hear: (post: EmPost) => {
      waiting.push(post)
      wake()
    },
    cut: () => {
      isCut = true
      wake()
    },
  }
  ground.listeners.add(listener)
  signal.addEventListener('abort', listener.cut, { once: true })
  try {
    yield '\r\n'
    while (!isCut) {
      const post = waiting.shift()
      if (post) yield* told(ground, post, query)
      else
        await new Promise<void>((resolve) => {
          wake = resolve
          if (isCut) resolve()
        })
    }
  } finally {
    ground.listeners.delete(listener)
  }
}

function* told(ground: Ground, post: EmPost, query: LabRequest['query']): Generator<string> {
  const text = post.text.toLowerCase()
  const fits = (value: string) =>
    [...value.matchAll(/"([^"]+)"/g)].some(([, word = '']) => text.includes(word.toLowerCase()))
  const rules = [...ground.state.rules.values()].filter((rule) => fits(rule.value))
  if (rules.length === 0) return
  const { shapes, includes } = postsShape(ground, [post], allPosts(ground), query)
  const matching_rules = rules.map(({ id, tag }) => ({ id, tag }))
  yield `${JSON.stringify({ data: shapes[0], ...(includes ? { includes } : {}), matching_rules })}\r\n`
}

/** As the network would deliver it: https://docs.x.com/x-api/account-activity/introduction (read 2026-11-22). */
export function delivered(ground: Ground, id: string, url: string, secret: string): WebhookRequest {
  const body = Buffer.from(JSON.stringify(payloadOf(ground, id)))
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`
  const headers = { 'content-type': 'application/json', 'x-twitter-webhooks-signature': signature }
  return { method: 'POST', query: {}, headers, body, url }
}

function payloadOf(ground: Ground, id: string): Record<string, unknown> {
  const message = ground.state.messages.get(id)
  if (message) {
    const sender = anyUser(ground, message.from)
    const sent = {
      type: 'message_create',
      id,
      created_timestamp: String(Date.parse(message.at)),
      message_create: {
        sender_id: message.from,
        target: { recipient_id: message.to },
        message_data: { text: message.text },
      },
    }
    return {
      for_user_id: message.to,
      direct_message_events: [sent],
      users: { [message.from]: { id: message.from, name: sender?.name, screen_name: sender?.username } },
    }
  }
  const post = ground.state.posts.get(id)
  const parent = ground.state.posts.get(post?.replyTo ?? '')
  const author = anyUser(ground, post?.author ?? '')
  if (!post || !author) throw new Error(`nothing stands at ${id}`)
  const written = {
    id_str: post.id,
    text: post.text,
    created_at: new Date(post.at).toUTCString(),
    user: { id_str: author.id, name: author.name, screen_name: author.username, followers_count: author.followers },
    in_reply_to_status_id_str: parent?.id ?? null,
    in_reply_to_user_id_str: parent?.author ?? null,
  }
  return { for_user_id: parent?.author ?? author.id, user_has_blocked: false, tweet_create_events: [written] }
}
