import type { LabAnswer } from '../../lab/network.ts'
import type { Asking, Instance } from './server.ts'
import { statusShape } from './shapes.ts'
import type { EmStatus } from './state.ts'
import { hasTag } from './timelines.ts'

/** Server-sent events: https://docs.joinmastodon.org/methods/streaming/ (read 2026-11-22). */
export function streamOperations(instance: Instance): void {
  const { on } = instance
  on('GET', '/api/v1/streaming/public', 'read:statuses', (request) => streamed(instance, request, () => true))
  on('GET', '/api/v1/streaming/hashtag', 'read:statuses', (request) =>
    streamed(instance, request, (status) => hasTag(status, String(request.query.tag))),
  )
}

function streamed(instance: Instance, request: Asking, wanted: (status: EmStatus) => boolean): LabAnswer {
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, stream: events(instance, request, wanted) }
}

async function* events(
  instance: Instance,
  { signal, account }: Asking,
  wanted: (status: EmStatus) => boolean,
): AsyncGenerator<string> {
  const waiting: EmStatus[] = []
  let wake = () => {}
  const hear = (status: EmStatus) => {
    if (status.visibility !== 'public' || !wanted(status)) return
    waiting.push(status)
    wake()
  }
  instance.listeners.add(hear)
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    yield ':)\n'
    while (!signal.aborted) {
      const status = waiting.shift()
      if (status) yield `event: update\ndata: ${JSON.stringify(statusShape(instance, status, account.id))}\n\n`
      else
        await new Promise<void>((resolve) => {
          wake = resolve
          if (signal.aborted) resolve()
        })
    }
  } finally {
    instance.listeners.delete(hear)
  }
}
