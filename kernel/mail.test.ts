import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { runJobs } from './jobs.ts'
import { createMail, forgetMailsJob, sendMail, sendMailJob } from './mail.ts'
import { testWorld, until } from './testing.ts'

async function mailServer(t: TestContext, refuse: () => boolean) {
  const taken: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk) => chunks.push(chunk))
      stream.on('end', () => {
        if (refuse()) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
        taken.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  t.after(() => server.close())
  return { taken, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

test('a mail whose server refuses at first arrives later, once, as it was written', async (t) => {
  let refusals = 2
  const { taken, url } = await mailServer(t, () => refusals-- > 0)
  const world = await testWorld({ rooms: [], config: { smtpUrl: url, mailFrom: 'Rialto <desk@example.com>' } })
  t.after(world.close)
  const mail = createMail(world.config, world.clock)
  await mail.queue(world.db, { to: 'ada@example.com', subject: 'Потрібна ваша увага', text: 'A post waits.' })
  const jobs = runJobs(world, [sendMailJob])
  t.after(jobs.stop)
  await until(() => {
    world.clock.moveBy(60_000)
    return taken.length > 0
  })
  await until(async () => (await world.db.selectFrom('mail').select('sentAt').executeTakeFirst())?.sentAt != null)
  assert.equal(taken.length, 1)
  assert.ok(!JSON.stringify(await world.db.selectFrom('mail').selectAll().execute()).includes('A post waits'))
  assert.match(taken[0] ?? '', /^From: Rialto <desk@example\.com>\r$/m)
  assert.match(taken[0] ?? '', /^Subject: =\?UTF-8\?/m)
})

test('a mail of a transaction that fails is never sent', async (t) => {
  const { taken, url } = await mailServer(t, () => false)
  const world = await testWorld({ rooms: [], config: { smtpUrl: url } })
  t.after(world.close)
  const mail = createMail(world.config, world.clock)
  const failing = world.db.transaction().execute(async (tx) => {
    await mail.queue(tx, { to: 'ada@example.com', subject: 'x', text: 'y' })
    throw new Error('no')
  })
  await assert.rejects(failing)
  assert.deepEqual(await world.db.selectFrom('mail').selectAll().execute(), [])
  assert.deepEqual(await world.db.selectFrom('job').selectAll().execute(), [])
  assert.equal(taken.length, 0)
})

test('a mail that was sent is forgotten after a month, one that never could be after a week', async (t) => {
  const { taken, url } = await mailServer(t, () => false)
  const world = await testWorld({ rooms: [], config: { smtpUrl: url } })
  t.after(world.close)
  const mail = createMail(world.config, world.clock)
  const queued = async () => world.db.selectFrom('mail').select(['id', 'subject']).orderBy('id').execute()
  for (const subject of ['sent', 'stuck'])
    await mail.queue(world.db, { to: 'ada@example.com', subject, text: 'A link.' })
  const sent = (await queued()).find((one) => one.subject === 'sent')
  await sendMail(world.db, world.config, world.clock, sent?.id ?? '')
  const left = async (days: number) => {
    world.clock.moveBy(days * 24 * 3600_000)
    await forgetMailsJob.handle(world, {})
    return (await queued()).map((one) => one.subject)
  }
  assert.deepEqual(await left(6), ['sent', 'stuck'])
  assert.deepEqual(await left(2), ['sent'])
  assert.deepEqual(await left(23), [])
  assert.equal(taken.length, 1)
})
