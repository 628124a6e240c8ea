import type { ImapFlow, ImapFlowOptions, MailboxObject } from 'imapflow'
import { NetworkFailure } from '../../../../kernel/failure.ts'
import { publicAddressOf } from '../../../../kernel/http/addresses.ts'
import type { World } from '../../../../kernel/world.ts'
import { troubled } from '../trouble.ts'

export type MailboxAddress = { host: string; port: number; user: string; folder: string }

const plainPort = 143
const silenceMs = 30_000

/**
 * Opens a folder of a mailbox for reading alone, over TLS from the beginning or, at port 143, from before the password is told.
 * Mail servers of private networks are refused unless the operator opened them. Throws `NetworkFailure`: `reconnect` for a
 * refused password, `rejected` for a folder that is not there.
 */
export async function withMailbox<T>(
  world: World,
  at: MailboxAddress,
  password: string,
  act: (client: ImapFlow, folder: MailboxObject) => Promise<T>,
): Promise<T> {
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow(await optionsOf(world, at, password))
  // Whatever breaks is told by the call in hand as well.
  client.on('error', () => {})
  try {
    await client.connect()
    const folder = await client.mailboxOpen(at.folder, { readOnly: true })
    return await act(client, folder)
  } catch (error) {
    throw failureOf(error, at)
  } finally {
    client.close()
  }
}

async function optionsOf(
  { config }: World,
  { host, port, user }: MailboxAddress,
  pass: string,
): Promise<ImapFlowOptions> {
  const isOpened = config.allowPrivateAddresses.some((one) => new URL(one).host === `${host}:${port}`)
  const isTls = port !== plainPort && !isOpened
  return {
    host: isOpened ? host : await publicAddressOf(host),
    ...{ servername: host, port, secure: isTls, doSTARTTLS: isOpened ? undefined : !isTls || undefined },
    auth: { user, pass },
    ...{
      logger: false,
      disableAutoIdle: true,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: silenceMs,
    },
  }
}

function failureOf(error: unknown, { folder, host }: MailboxAddress): unknown {
  if (error instanceof NetworkFailure || !(error instanceof Error)) return error
  const told = error as Error & { authenticationFailed?: boolean; responseStatus?: string; code?: string }
  const evidence = { code: told.code, note: told.message.slice(0, 300) }
  if (told.authenticationFailed)
    return troubled('reconnect', 'listening.trouble.password', undefined, { cause: error, evidence })
  if (told.responseStatus === 'NO' || told.responseStatus === 'BAD')
    return troubled('rejected', 'listening.trouble.noFolder', folder, { cause: error, evidence })
  return troubled('network-down', 'listening.trouble.mailServer', host, { cause: error, evidence })
}
