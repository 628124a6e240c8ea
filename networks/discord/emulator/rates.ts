import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import type { Desk } from './state.ts'

const most = 5
const windowMs = 5_000

/** Five messages in five seconds in a channel, told in the headers of each answer; held to only when a door asks for it. */
export function limited(desk: Desk) {
  const sent = new Map<string, number[]>()
  const bucketOf = (request: LabRequest) =>
    request.method === 'POST' && request.path.endsWith('/messages') ? request.params.channel_id : undefined
  const recent = (bucket: string) => {
    const now = desk.site.clock.now().getTime()
    return (sent.get(bucket) ?? []).filter((one) => now - one < windowMs)
  }
  const told = (request: LabRequest, answer: LabAnswer): LabAnswer => {
    const bucket = bucketOf(request)
    if (!bucket) return answer
    const left = Math.max(0, most - recent(bucket).length)
    const headers = {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset-after': '5',
      'x-ratelimit-bucket': `messages-${bucket}`,
    }
    return { ...answer, headers: { ...headers, ...answer.headers } }
  }
  const before = async (request: LabRequest, run: () => LabAnswer | Promise<LabAnswer>): Promise<LabAnswer> => {
    const bucket = bucketOf(request)
    if (!bucket) return run()
    const now = desk.site.clock.now().getTime()
    const times = recent(bucket)
    const first = times.at(-most)
    if (desk.kept.state.limited && times.length >= most && first !== undefined) {
      const wait = (windowMs - (now - first)) / 1000
      return {
        status: 429,
        headers: { 'x-ratelimit-scope': 'user' },
        json: { message: 'You are being rate limited.', code: 20028, retry_after: wait, global: false },
      }
    }
    sent.set(bucket, [...times, now])
    return run()
  }
  return Object.assign(told, { before })
}
