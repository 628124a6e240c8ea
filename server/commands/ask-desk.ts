import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { readConfig } from '../../kernel/config.ts'
import { Problem } from '../../modules/team/api.ts'

/** A running desk, asked over its public API as any script would. */
export type Desk = {
  url: string
  ask: <S extends z.ZodType>(answer: S, method: string, path: string, body?: unknown) => Promise<z.output<S>>
}

/** With the key of RIALTO_API_KEY, at RIALTO_URL or the address this machine's desk has. */
export function deskByKey(): Desk {
  const key = process.env.RIALTO_API_KEY
  if (!key) throw new Error('Make an API key in the desk (Settings, API keys) and set RIALTO_API_KEY to it.')
  return deskAt(deskUrl(), { authorization: `Bearer ${key}` })
}

export function deskUrl(): string {
  const { host, port } = readConfig(process.env)
  const local = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  return (process.env.RIALTO_URL ?? `http://${local}:${port}`).replace(/\/+$/, '')
}

export function deskAt(url: string, headers: Record<string, string>): Desk {
  return {
    url,
    ask: async (shape, method, path, body) => {
      const isForm = body instanceof FormData
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...headers,
          'accept-language': process.env.LANG?.slice(0, 2) ?? 'en',
          ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
      }).catch((cause) => {
        throw new Error(`No desk answers at ${url}: start it (rialto start), or set RIALTO_URL.`, { cause })
      })
      const read: unknown = answer.status === 204 ? undefined : await answer.json()
      if (!answer.ok) throw new Error(wordsOf(answer.status, read))
      return shape.parse(read)
    },
  }
}

function wordsOf(status: number, read: unknown): string {
  const problem = Problem.safeParse(read)
  if (!problem.success) return `The desk answered ${status}.`
  const { message, fields } = problem.data.error
  return [message, ...fields.map((field) => `  ${field.path}: ${field.message}`)].join('\n')
}

/** The one whose name or id it is, whatever the case; otherwise an error that lists what there is. */
export function pick<T extends { id: string; name: string }>(what: string, wanted: string | undefined, all: T[]): T {
  const only = wanted === undefined && all.length === 1 ? all[0] : undefined
  const word = wanted?.toLowerCase()
  const found = only ?? all.find((one) => [one.id, one.name].some((name) => name.toLowerCase() === word))
  if (found) return found
  const there = all.length ? `There is: ${all.map((one) => one.name).join(', ')}.` : 'There is none yet.'
  throw new Error(wanted ? `No ${what} is called "${wanted}". ${there}` : `Say which ${what} with --${what}. ${there}`)
}
