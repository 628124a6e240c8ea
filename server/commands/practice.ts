import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '../../kernel/config.ts'
import { practiceElsewhere } from '../practice.ts'

const scenes: Record<string, string> = {
  crisis:
    'two thousand people complain, ask and joke within ten minutes under the newest post; fewer come when you answer',
  campaign: 'people are glad about the newest post for twenty minutes, and some write in private',
  'spam-wave': 'three hundred advertisements within five minutes',
  conversation:
    'threads, edits, deletions, scripts and every direction of writing, to see what your inbox makes of them',
}
const usage = `rialto practice SCENE [--account HANDLE, NETWORK or NETWORK/HANDLE]
${Object.entries(scenes)
  .map(([name, does]) => `  ${name.padEnd(13)} ${does}`)
  .join('\n')}`

const Stage = z.object({ network: z.string(), account: z.string(), post: z.string() })
const Stages = z.object({ stages: z.array(Stage) })
const Refused = z.object({ error: z.string() })

/** Sets off a scene among the people of the practice network of a running desk, under an account's newest post. */
export async function practice(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { account: { type: 'string' } },
  })
  const [scene = '', ...more] = positionals
  if (!(scene in scenes) || more.length > 0)
    throw new Error(scene ? `No scene is called "${positionals.join(' ')}". ${usage}` : `Use it so: ${usage}`)
  const origin = practiceElsewhere(readConfig(process.env).dataDir)
  if (!origin)
    throw new Error(
      'This machine has no practice network yet: start the desk (rialto start) and connect a practice account.',
    )
  const { stages } = Stages.parse(await ask(`${origin}/_lab/scenes`))
  const { network, account, post } = pickStage(stages, values.account)
  await ask(`${origin}/_lab/scenes`, { kind: scene, network, account })
  console.log(`${scene} begins on ${network}, under the newest post of ${account}: ${begun(post)}`)
  console.log('It reaches the inbox as the desk next asks that network, within a minute or so.')
}

const begun = (text: string) => ([...text].length > 60 ? `${[...text].slice(0, 60).join('')}…` : text)

function pickStage(stages: z.infer<typeof Stage>[], wanted: string | undefined): z.infer<typeof Stage> {
  const [only, ...others] = stages
  if (!only) throw new Error('No practice account has published anything yet: publish a post first.')
  const there = `There is: ${stages.map((one) => `${one.account} (${one.network})`).join(', ')}.`
  if (wanted === undefined) {
    if (others.length > 0) throw new Error(`Say which account with --account. ${there}`)
    return only
  }
  const word = wanted.toLowerCase().replace(/^@/, '')
  const found = stages.filter((one) =>
    [one.account.toLowerCase(), one.network, `${one.network}/${one.account.toLowerCase()}`].includes(word),
  )
  const [first, second] = found
  if (!first) throw new Error(`No practice account called "${wanted}" has published anything. ${there}`)
  if (second) throw new Error(`"${wanted}" are several accounts: write NETWORK/HANDLE. ${there}`)
  return first
}

async function ask(url: string, body?: object): Promise<unknown> {
  const request = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const answer = await fetch(url, request).catch((cause) => {
    throw new Error('The practice network does not answer: it runs while the desk does (rialto start).', { cause })
  })
  const read: unknown = await answer.json()
  if (answer.ok) return read
  throw new Error(Refused.safeParse(read).data?.error ?? `The practice network answered ${answer.status}.`)
}
