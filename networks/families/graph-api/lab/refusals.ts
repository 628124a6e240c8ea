import type { LabAnswer } from '../../../lab/network.ts'

type More = { subcode?: number; status?: number; type?: string; details?: string; transient?: boolean }

/** A refusal in the graph's own form. */
export class GraphRefusal extends Error {
  readonly code: number
  readonly more: More
  constructor(code: number, message: string, more: More = {}) {
    super(message)
    this.code = code
    this.more = more
  }
}

export const refused = ({ code, message, more }: GraphRefusal, headers: Record<string, string> = {}): LabAnswer => ({
  status: more.status ?? (code === 190 ? 401 : code === 10 || (code >= 200 && code < 300) ? 403 : 400),
  headers,
  json: {
    error: {
      message: `(#${code}) ${message}`,
      type: more.type ?? 'OAuthException',
      code,
      ...(more.subcode ? { error_subcode: more.subcode } : {}),
      ...(more.transient === undefined ? {} : { is_transient: more.transient }),
      ...(more.details ? { error_user_msg: more.details } : {}),
      fbtrace_id: 'AlabLabLabLabLabLabLab0',
    },
  },
})

/** https://developers.facebook.com/docs/graph-api/overview/rate-limiting: percents for apps, minutes for businesses. */
export const usage = (spent: number, waitS: number | null = null): Record<string, string> => ({
  'x-app-usage': JSON.stringify({
    call_count: spent,
    total_cputime: Math.ceil(spent / 4),
    total_time: Math.ceil(spent / 4),
  }),
  ...(waitS === null
    ? {}
    : {
        'x-business-use-case-usage': JSON.stringify({
          '100': [
            {
              type: 'pages',
              call_count: 100,
              total_cputime: 25,
              total_time: 25,
              estimated_time_to_regain_access: waitS / 60,
            },
          ],
        }),
      }),
})

export const tooMany = (code: number, waitS: number | null): LabAnswer =>
  refused(new GraphRefusal(code, 'Application request limit reached', { status: 429 }), usage(100, waitS))

export const broken = (status: number): LabAnswer =>
  refused(
    status === 404
      ? new GraphRefusal(2500, 'Unknown path components', { status })
      : new GraphRefusal(
          status >= 500 ? 2 : 100,
          'An unexpected error has occurred. Please retry your request later.',
          {
            status,
            transient: status >= 500,
          },
        ),
  )

export const gone = (id: string) =>
  new GraphRefusal(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions`,
    {
      subcode: 33,
      type: 'GraphMethodException',
    },
  )
