import { parseArgs } from 'node:util'
import { Accounts, Brands } from '../../modules/brand/api.ts'
import { Post } from '../../modules/content/api.ts'
import { Scheduled } from '../../modules/publishing/api.ts'
import { deskByKey, pick } from './ask-desk.ts'

const usage =
  'rialto post TEXT --brand BRAND --account ACCOUNT [--account ACCOUNT …] [--at 2026-12-24T09:00] [--zone ZONE]'

/** Writes a post and schedules it, or publishes it now. */
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
  const of = `/api/brands/${brand.id}`
  const { items: accounts } = await desk.ask(Accounts, 'GET', `${of}/accounts`)
  const wanted: (string | undefined)[] = values.account?.length ? values.account : [undefined]
  const accountIds = wanted.map((name) => pick('account', name, accounts).id)
  const body = { parts: [{ text, media: [] }] }
  const written = await desk.ask(Post, 'POST', `${of}/posts`, { body, accountIds })
  const plan = { wall: values.at, zone: values.zone ?? brand.zone }
  const { publications, warnings } = values.at
    ? await desk.ask(Scheduled, 'POST', `${of}/posts/${written.id}/schedule`, { plan })
    : await desk.ask(Scheduled, 'POST', `${of}/posts/${written.id}/publish-now`, {})
  for (const warning of warnings) console.log(`Mind: ${warning.message}`)
  for (const one of publications) console.log(`${one.network}: ${one.wall} (${one.zone})`)
  console.log(`See ${desk.url}/posts/${written.id}`)
}
