import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { BadConfig, describeConfig, readConfig } from './config.ts'

const nowhere = { RIALTO_DATA_DIR: '/nonexistent/data' }

test('without a word from the operator the desk listens on this machine only', () => {
  const config = readConfig(nowhere)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.port, 4400)
  assert.equal(config.publicUrl, 'http://localhost:4400')
  assert.deepEqual(config.roles, ['web', 'worker'])
  assert.equal(config.practice, true)
})

test('a desk on all addresses of a machine is reached by one that can be opened', () => {
  assert.equal(readConfig({ ...nowhere, RIALTO_HOST: '0.0.0.0' }).publicUrl, 'http://localhost:4400')
  assert.equal(readConfig({ ...nowhere, RIALTO_HOST: '2001:db8::1' }).publicUrl, 'http://[2001:db8::1]:4400')
})

test('the environment wins over the file, and the file over what holds otherwise', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const write = { port: 5000, mailFrom: 'Desk <desk@example.com>', allowPrivateAddresses: ['http://10.0.0.5:3000'] }
  writeFileSync(join(folder, 'rialto.config.json'), JSON.stringify(write))
  const config = readConfig({ RIALTO_DATA_DIR: folder, RIALTO_PORT: '6000' })
  assert.equal(config.port, 6000)
  assert.equal(config.mailFrom, 'Desk <desk@example.com>')
  assert.deepEqual(config.allowPrivateAddresses, ['http://10.0.0.5:3000'])
})

test('keys of apps are given as JSON, in the file as they are, and never repeated in an error', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const networkApps = { forum: { clientId: 'desk', clientSecret: 'hidden' } }
  writeFileSync(join(folder, 'rialto.config.json'), JSON.stringify({ networkApps }))
  assert.deepEqual(readConfig({ RIALTO_DATA_DIR: folder }).networkApps, networkApps)
  const given = JSON.stringify({ forum: { clientId: 'other' } })
  assert.deepEqual(readConfig({ RIALTO_DATA_DIR: folder, RIALTO_NETWORK_APPS: given }).networkApps, JSON.parse(given))
  assert.deepEqual(readConfig(nowhere).networkApps, {})
  for (const wrong of ['hidden', '["hidden"]', '{"forum":"hidden"}', '{"forum":{"clientId":1}}']) {
    const told = problemsOf({ ...nowhere, RIALTO_NETWORK_APPS: wrong })
    assert.match(told, /^RIALTO_NETWORK_APPS should be JSON/)
    assert.doesNotMatch(told, /hidden/)
  }
})

test('every mistake is told at once, each by the name of its variable, and no password is repeated', () => {
  const mistakes = {
    ...{ RIALTO_PORT: 'http', RIALTO_PRACTICE: 'maybe', RIALTO_ROLES: 'boss', RIALTO_PUBLIC_URL: 'https://x.com/desk' },
    ...{ RIALTO_SMTP_URL: 'mailto:secretpassword', RIALTO_MASTER_KEY: 'feed', RIALTO_POTR: '1' },
  }
  const told = problemsOf({ ...nowhere, ...mistakes })
  for (const name of Object.keys(mistakes)) assert.match(told, new RegExp(`^${name} `, 'm'))
  assert.equal(told.split('\n').length, Object.keys(mistakes).length)
  assert.doesNotMatch(told, /secretpassword/)
})

test('a file that is named but absent, or is not JSON, is told', (t) => {
  assert.match(
    problemsOf({ ...nowhere, RIALTO_CONFIG: '/nonexistent/x.json' }),
    /RIALTO_CONFIG names \/nonexistent\/x\.json/,
  )
  const folder = mkdtempSync(join(tmpdir(), 'rialto-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'rialto.config.json'), '{ port: }')
  assert.match(problemsOf({ RIALTO_DATA_DIR: folder }), /rialto\.config\.json cannot be read/)
})

test('a web request’s statement may take half a minute, unless the operator says otherwise', () => {
  assert.equal(readConfig(nowhere).statementTimeoutSeconds, 30)
  const given = (seconds: string) => ({ ...nowhere, RIALTO_STATEMENT_TIMEOUT_SECONDS: seconds })
  assert.equal(readConfig(given('0')).statementTimeoutSeconds, 0)
  for (const wrong of ['-1', '1.5', '4000', 'soon'])
    assert.match(problemsOf(given(wrong)), /^RIALTO_STATEMENT_TIMEOUT_SECONDS is/)
})

test('every setting has a line of help', () => {
  for (const { variable, help } of describeConfig()) {
    assert.match(variable, /^(RIALTO_[A-Z_]+|DATABASE_URL)$/)
    assert.match(help, /\.$/)
  }
})

function problemsOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof BadConfig)
    return error.message
  }
  throw new Error('the configuration was accepted')
}
