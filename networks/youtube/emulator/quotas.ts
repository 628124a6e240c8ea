import type { LabRequest } from '../../lab/network.ts'
import type { LabRate } from '../../lab/rates.ts'

const day = 86_400_000

/** https://developers.google.com/youtube/v3/determine_quota_cost (read 2026-11-22), of an app. The day here slides; Google's ends at midnight in California. */
export const quotas: LabRate[] = [
  { per: 'app', calls: 100, everyMs: day, what: is('POST', '/upload/youtube/v3/videos'), untold: true },
  { per: 'app', calls: 100, everyMs: day, what: is('GET', '/youtube/v3/search'), untold: true },
  { per: 'app', calls: 10_000, everyMs: day, what: units, untold: true },
]

function is(method: string, path: string) {
  return (request: LabRequest) => request.method === method && request.path === path
}

function units({ method, path }: LabRequest): number {
  if (path === '/v2/reports') return 0
  if (path.endsWith('/captions')) return method === 'GET' ? 50 : 400
  return method === 'GET' || path === '/upload/youtube/v3/videos' ? 1 : 50
}
