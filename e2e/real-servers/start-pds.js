/**
 * A real personal data server of the AT protocol with its directory, and one account, on loopback only.
 * Prints one line of JSON when it is ready: { pds, plc, handle, did, password, mainPassword }; `password` is an app password.
 * Ends when its input closes, so that it never outlives who started it, and on SIGTERM or SIGINT. Everything it wrote is deleted.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'rialto-pds-'))
process.env.TMPDIR = folder
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
keepToLoopback()

const { TestNetworkNoAppView } = await import('@atproto/dev-env')
const network = await TestNetworkNoAppView.create({ pds: ratesAsked() })
const mainPassword = 'a-password-of-the-test'
const handle = 'roaster.test'
const made = await post('com.atproto.server.createAccount', {
  handle,
  email: 'roaster@example.test',
  password: mainPassword,
})
const { password } = await post('com.atproto.server.createAppPassword', { name: 'rialto' }, made.accessJwt)

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void close())
process.stdin.on('end', () => void close())
process.stdin.resume()
console.log(
  JSON.stringify({ pds: network.pds.url, plc: network.plc.url, handle, did: made.did, password, mainPassword }),
)

/** The servers listen on every interface and take no address; what a test starts is nobody else's business. */
function keepToLoopback() {
  const listen = Server.prototype.listen
  Server.prototype.listen = function (where, ...rest) {
    const done = rest.filter((one) => typeof one === 'function')
    if (typeof where === 'object') return listen.call(this, { ...where, host: '127.0.0.1' }, ...done)
    return listen.call(this, where, '127.0.0.1', ...done)
  }
}

/** `RATE_LIMITS=1` makes it count calls as public servers do. */
function ratesAsked() {
  return process.env.RATE_LIMITS ? { rateLimitsEnabled: true } : {}
}

async function post(nsid, body, token) {
  const answer = await fetch(`${network.pds.url}/xrpc/${nsid}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${nsid} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function close() {
  await network.close()
  process.exit(0)
}
