import { NetworkFailure } from '../../kernel/failure.ts'
import type {
  AppWanted,
  Call,
  ConnectContext,
  ConnectedAccount,
  ConnectWay,
  Health,
  Profile,
  Scope,
} from '../contract.ts'
import { appFields } from '../families/graph-api/deliveries.ts'
import { listed } from '../families/graph-api/paging.ts'
import { ask, type GraphWire } from '../families/graph-api/wire.ts'
import { numberOf, wireOf } from './client.ts'
import { graphOf, official } from './hosts.ts'

const steps = (place: string, count: number) =>
  Array.from({ length: count }, (_, index) => `whatsapp.${place}.${index + 1}`)
const scopes: Scope[] = [
  { name: 'whatsapp_business_messaging', why: 'whatsapp.scope.messaging', needed: true },
  { name: 'whatsapp_business_management', why: 'whatsapp.scope.management', needed: true },
]

export const app: AppWanted = {
  fields: appFields('whatsapp'),
  guide: { steps: steps('guide', 6), console: 'https://developers.facebook.com/apps', review: 'whatsapp.guide.review' },
}

type Number = {
  id: string
  display_phone_number?: string
  verified_name?: string
  quality_rating?: string
  status?: string
}

/** A system user's token, which does not end, and the business account whose numbers it may use. */
export const tokenWay: ConnectWay = {
  id: 'token',
  kind: 'secret',
  label: 'whatsapp.connect.token',
  help: 'whatsapp.connect.token.help',
  needsApp: true,
  scopes,
  guide: { steps: steps('connect.token.guide', 5), console: 'https://business.facebook.com/settings/system-users' },
  fields: [
    { key: 'business', kind: 'text', label: 'whatsapp.connect.business', help: 'whatsapp.connect.business.help' },
    {
      key: 'token',
      kind: 'password',
      label: 'whatsapp.connect.token.field',
      help: 'whatsapp.connect.token.field.help',
    },
  ],
  connect: async (fields, context) => {
    const business = fields.business?.trim() ?? ''
    const token = fields.token?.trim() ?? ''
    if (!/^\d+$/.test(business))
      throw new NetworkFailure('rejected', 'the business account is told by its number, digits only')
    if (token === '') throw new NetworkFailure('rejected', 'paste an access token first')
    return numbersOf(context, context.practice ?? official, business, token)
  },
}

async function numbersOf(
  context: ConnectContext,
  server: string,
  business: string,
  token: string,
): Promise<ConnectedAccount[]> {
  const wire: GraphWire = { ...context, base: graphOf(server), token }
  const { items } = await listed<Number>(wire, `${business}/phone_numbers`, { limit: 100 })
  if (items.length === 0) throw new NetworkFailure('rejected', 'this business account has no phone number yet')
  return items.map((number) => ({
    remoteId: number.id,
    kind: 'line',
    ...namesOf(number),
    server,
    secrets: { token },
    scopes: scopes.map((one) => one.name),
    facts: { business, quality: number.quality_rating ?? 'NA' },
  }))
}

const namesOf = (number: Number) => {
  const handle = number.display_phone_number ?? number.id
  return { name: number.verified_name ?? handle, handle, url: `https://wa.me/${handle.replace(/\D/g, '')}` }
}

export const health: Health = async (call) => {
  const params = { fields: 'id,display_phone_number,verified_name,quality_rating' }
  const number = await ask<Number>(wireOf(call), { path: numberOf(call), params })
  return { ...namesOf(number), facts: { ...call.account.facts, quality: number.quality_rating ?? 'NA' } }
}

type Told = {
  about?: string
  description?: string
  address?: string
  profile_picture_url?: string
  websites?: string[]
}

export const profile = async (call: Call): Promise<Profile> => {
  const params = { fields: 'about,address,description,email,profile_picture_url,websites,vertical' }
  const path = `${numberOf(call)}/whatsapp_business_profile`
  const [{ data }, number] = await Promise.all([
    ask<{ data?: (Told & { business_profile?: Told })[] }>(wireOf(call), { path, params }),
    health(call),
  ])
  const told: Told = data?.[0]?.business_profile ?? data?.[0] ?? {}
  const [link] = told.websites ?? []
  return {
    name: number.name,
    handle: number.handle,
    url: number.url,
    description: told.description ?? told.about,
    link: link && URL.canParse(link) ? link : undefined,
    picture: told.profile_picture_url ? { url: told.profile_picture_url } : 'none',
    geotag: Boolean(told.address),
  }
}
