import type { z } from 'zod'
import { badField } from '../../../../kernel/failure.ts'
import { whyNotPublic } from '../../../../kernel/http/public-address.ts'
import { newId } from '../../../../kernel/id.ts'
import type { JsonObject } from '../../../../kernel/json.ts'
import type { World } from '../../../../kernel/world.ts'
import type { AddSource } from '../api.ts'
import { newInletSecret } from '../inlet/signature.ts'
import { plainAddress, siteOf } from '../web/web-key.ts'

export type IntakeWanted = {
  key: string
  kind: string
  settings: JsonObject
  secrets?: Record<string, string>
  /** What it is called where nobody names it. */
  name: string
  takes: 'matching' | 'all'
}

/** What has to be read for it. Of a mailbox or inlet each brand has its own, whatever the address. */
export function intakeOf(world: World, brandId: string, given: z.output<typeof AddSource>): IntakeWanted {
  switch (given.kind) {
    case 'feed': {
      const url = webAddress(world, 'url', given.url)
      return { key: `feed ${url}`, kind: 'feed', settings: { url }, name: siteOf(url), takes: 'matching' }
    }
    case 'page': {
      const url = webAddress(world, 'url', given.url)
      const { watches } = given
      return {
        key: `page ${watches} ${url}`,
        kind: 'page',
        settings: { url, watches },
        name: siteOf(url),
        takes: 'matching',
      }
    }
    case 'mailbox': {
      const { host, port, user, folder, password } = given
      const settings = { host: host.toLowerCase(), port, user, folder }
      const key = `mailbox ${brandId} ${user}@${settings.host}:${port}/${folder}`
      return { key, kind: 'mailbox', settings, secrets: { password }, name: user, takes: 'all' }
    }
    case 'inlet': {
      const key = `inlet ${newId(world.clock.now())}`
      return { key, kind: 'inlet', settings: {}, secrets: { secret: newInletSecret() }, name: given.name, takes: 'all' }
    }
  }
}

/**
 * An address of the web as people write it, made whole. Throws 422 at the field for none, or one of a private network that the
 * operator did not open.
 */
export function webAddress({ config }: World, field: string, written: string): string {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[\w.-]+:\d/.test(written) ? written : `https://${written}`
  const url = plainAddress(whole.replace(/^feed:(\/\/)?/i, (_, slashes) => (slashes ? 'http://' : '')))
  if (!url || url.length > 1_500) throw badField(field, 'listening.source.noAddress')
  const isOpen = config.allowPrivateAddresses.includes(new URL(url).origin)
  if (!isOpen && whyNotPublic(url) === 'local' && !config.practice) throw badField(field, 'listening.source.private')
  return url
}
