import { randomBytes } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { ConnectContext, ConnectedAccount, ConnectWay } from '../contract.ts'
import type { OpenedAccount } from './network.ts'

/**
 * Connects what the lab opened as a person would: by what is typed, or over the network's page of consent, which agrees at
 * once. The context is the desk's, with `practice` and the app set here.
 */
export async function signIn(
  way: ConnectWay,
  opened: Pick<OpenedAccount, 'fields' | 'consent'>,
  context: ConnectContext,
): Promise<ConnectedAccount[]> {
  if (way.kind === 'secret') return way.connect(opened.fields, context)
  const state = randomBytes(24).toString('base64url')
  const leaving = { ...context, redirectUri: `${context.desk.url}/connect/return`, state }
  const { url, pending } = await way.begin(opened.fields, leaving)
  const page = new URL(url)
  for (const [name, value] of Object.entries(opened.consent ?? {})) page.searchParams.set(name, value)
  const answer = await context.http({ url: page.href })
  const back = answer.headers.location
  if (!back) throw new NetworkFailure('rejected', `the page of consent answered ${answer.status} and sent nobody back`)
  const query = Object.fromEntries(new URL(back).searchParams)
  if (query.state !== state) throw new NetworkFailure('rejected', 'the page of consent lost the state')
  return way.finish(query, pending, leaving)
}
