import type { Description } from '../../lab/description.ts'
import { formOf } from './desk.ts'
import { groups } from './groups.ts'
import { topics } from './topics.ts'

export const methods = { ...topics, ...groups }

const always = ['application_key', 'format', 'method', 'sig', 'access_token']
/** https://apiok.ru/dev/graph_api/bot_api (read 2026-11-22). */
const graph: Record<string, string> = {
  'GET /graph/me/chats': 'count marker',
  'GET /graph/me/messages/:chat': 'count from to marker',
  'POST /graph/me/messages/:chat': 'recipient message',
  'POST /graph/me/messages': 'recipient message',
  'GET /graph/me/subscriptions': '',
  'POST /graph/me/subscribe': 'url types',
  'POST /graph/me/unsubscribe': 'url',
}

/** No description that a machine can read is published: the documented names are all there are. */
export const description: Description = {
  checkRequest: (pattern, request) => {
    const form = formOf(request)
    const takes =
      pattern === '/fb.do' ? methods[form.method ?? '']?.takes : graph[`${request.method} ${pattern}`]?.split(' ')
    if (!takes) return [`unknown operation: ${request.method} ${pattern} ${form.method ?? ''}`]
    const names = new Set([...always, ...takes])
    const given = Object.keys({ ...request.query, ...form })
    return given.flatMap((name) => (names.has(name) ? [] : [`unknown parameter: ${name}`]))
  },
  checkAnswer: () => [],
}
