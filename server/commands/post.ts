import { parseArgs } from 'node:util'
import { z } from 'zod'
import { systemClock } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/failure.ts'
import { resolveWall, wallAt } from '../../kernel/wall-time.ts'
import { Accounts, Brands, Networks } from '../../modules/brand/api.ts'
import { Post } from '../../modules/content/api.ts'
import { Scheduled } from '../../modules/publishing/api.ts'
import { type Desk, deskByKey, pick } from './ask-desk.ts'
import { pickAccounts } from './pick-accounts.ts'

const usage = `rialto post TEXT --brand BRAND --account ACCOUNT [--account ACCOUNT …] [--at 2026-12-24T09:00] [--zone ZONE]
ACCOUNT is a handle or a name, or a network for all accounts on it. --at is in the brand's zone unless --zone says another.`

/** Writes a post and schedules it, or publishes it now. What cannot be scheduled leaves no draft behind. */
export async function post(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      brand: { type: 'string' },
      account: { type: 'string', multiple: true },
      at: { type: 'string' },
      zone: { type: 'string' },
    },
  })
  const [text] = positionals
  if (!text || positionals.length > 1) throw new Error(`Use it so (the text in quotes): ${usage}`)
  const desk = deskByKey()
  const brand = pick('brand', values.brand, (await desk.ask(Brands, 'GET', '/api/brands')).items)
  const plan = values.at === undefined ? undefined : planAt(values.at, values.zone ?? brand.zone)
  const of = `/api/brands/${brand.id}`
  const { items: accounts } = await desk.ask(Accounts, 'GET', `${of}/accounts`)
  const { items: networks } = await desk.ask(Networks, 'GET', '/api/networks')
  const accountIds = pickAccounts(values.account, accounts, networks)
  const body = { parts: [{ text, media: [] }] }
  const written = await desk.ask(Post, 'POST', `${of}/posts`, { body, accountIds })
  const { publications, warnings } = await send(desk, `${of}/posts/${written.id}`, plan)
  for (const warning of warnings) console.log(`Mind: ${warning.message}`)
  for (const one of publications) console.log(`${one.network}: ${one.wall} (${one.zone})`)
  console.log(`See ${desk.url}${of.replace('/api', '')}/compose/${written.id}`)
}

/** Throws for what is no time, and for one that has passed. */
function planAt(at: string, zone: string): { wall: string; zone: string } {
  const wall = at.trim().replace(' ', 'T')
  const meant = momentOf(wall, zone)
  const now = systemClock.now()
  if (meant && meant < now)
    throw new Error(
      `--at ${at} has passed: in ${zone} it is ${wallAt(now, zone).slice(0, 16)} now. Choose a later time, or leave --at out to publish now.`,
    )
  if (meant) return { wall, zone }
  throw new Error(`--at ${at} is not a time in ${zone}: write it so: --at 2026-12-24T09:00 --zone Europe/Sofia`)
}

function momentOf(wall: string, zone: string): Date | undefined {
  try {
    return resolveWall(wall, zone).at
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return undefined
  }
}

async function send(desk: Desk, address: string, plan: { wall: string; zone: string } | undefined) {
  try {
    return plan
      ? await desk.ask(Scheduled, 'POST', `${address}/schedule`, { plan })
      : await desk.ask(Scheduled, 'POST', `${address}/publish-now`, {})
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const left = await desk.ask(z.undefined(), 'DELETE', address).then(
      () => '',
      () => '\nThe post itself is still in the desk: look there before you try again.',
    )
    throw new Error(`${why}${left}`, { cause })
  }
}
